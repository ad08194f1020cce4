package com.oraclelumira.api.sanctuary;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.ClientAddress;
import com.oraclelumira.api.http.PagePolicy;
import com.oraclelumira.api.http.RequestId;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;

/**
 * The page behind a mailed link. Showing it opens nothing, because mail scanners follow links; its button does, once,
 * and leads on to the customer app, which then signs in by itself.
 */
@Path("/api")
@RateLimited(LimitGroup.SIGN_IN)
@Callers("whoever holds the mailed link")
class SignInLinkResource {
    @CheckedTemplate(basePath = "pages", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Pages {
        /** @param requestId for a page that has to say no */
        static native TemplateInstance signInLink(boolean openable, String requestId);

        private Pages() {}
    }

    private final SignInLinks links;
    private final ClientAddress client;
    private final String customerApp;

    SignInLinkResource(SignInLinks links, ClientAddress client,
            @ConfigProperty(name = "lumira.cors-origins") List<String> origins) {
        this.links = links;
        this.client = client;
        this.customerApp = origins.getFirst();
    }

    @GET
    @Path("users/auth/link/{token}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The page behind a mailed link; showing it opens nothing.")
    @APIResponse(responseCode = "200", description = "the page with its button", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(responseCode = "410", description = "the page saying that the link is used, too old or made up", content = @Content(mediaType = MediaType.TEXT_HTML))
    public Response page(@PathParam("token") String token) {
        return html(links.peek(token).isPresent());
    }

    /** 303 to the customer app; the page with an explanation when the link is used, too old, or made up. */
    @POST
    @Path("users/auth/link/{token}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "Its button: unlocks the address for this network, once.")
    @APIResponse(responseCode = "303", description = "to the customer app, which signs in by itself")
    @APIResponse(responseCode = "410", description = "the page saying that the link is used, too old or made up", content = @Content(mediaType = MediaType.TEXT_HTML))
    public Response open(@PathParam("token") String token) {
        return links.open(token, client.network())
                .map(link -> Response.seeOther(URI.create(
                        customerApp + "/sanctuaire?email=" + URLEncoder.encode(link.email(), StandardCharsets.UTF_8)))
                        .build())
                .orElseGet(() -> html(false));
    }

    private Response html(boolean openable) {
        return Response.status(openable ? 200 : 410).entity(Pages.signInLink(openable, RequestId.current()))
                .header(PagePolicy.HEADER, PagePolicy.withForm(customerApp)).build();
    }
}
