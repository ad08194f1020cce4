package com.oraclelumira.api.sanctuary;

import java.net.URI;
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
import com.oraclelumira.api.http.PagePolicy;
import com.oraclelumira.api.http.RequestId;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;

/** The page behind the link to a new address. Its button confirms; showing it does not, because mail scanners look. */
@Path("/api")
@RateLimited(LimitGroup.SIGN_IN)
@Callers("whoever holds the mailed link")
class EmailChangeResource {
    @CheckedTemplate(basePath = "pages", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Pages {
        /** @param requestId for a page that has to say no */
        static native TemplateInstance emailChange(boolean openable, String requestId);

        private Pages() {}
    }

    private final EmailChange change;
    private final PendingEmails pending;
    private final String customerApp;

    EmailChangeResource(EmailChange change, PendingEmails pending,
            @ConfigProperty(name = "lumira.cors-origins") List<String> origins) {
        this.change = change;
        this.pending = pending;
        this.customerApp = origins.getFirst();
    }

    @GET
    @Path("users/email-change/{token}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The page behind the link to a new address; showing it confirms nothing.")
    @APIResponse(responseCode = "200", description = "the page with its button", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(responseCode = "410", description = "the page saying that the link is used, too old or made up", content = @Content(mediaType = MediaType.TEXT_HTML))
    public Response page(@PathParam("token") String token) {
        return html(pending.peek(token).isPresent());
    }

    /** 303 to the customer app; 410 with an explanation when the link is used, too old, made up, or the address taken. */
    @POST
    @Path("users/email-change/{token}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "Its button: the new address becomes the account's.")
    @APIResponse(responseCode = "303", description = "to the customer app")
    @APIResponse(responseCode = "410", description = "the page saying that the link is used, too old or made up, or the address taken", content = @Content(mediaType = MediaType.TEXT_HTML))
    public Response confirm(@PathParam("token") String token) {
        return change.confirm(token)
                .map(done -> Response.seeOther(URI.create(customerApp + "/sanctuaire/profile")).build())
                .orElseGet(() -> html(false));
    }

    private Response html(boolean openable) {
        return Response.status(openable ? 200 : 410).entity(Pages.emailChange(openable, RequestId.current()))
                .header(PagePolicy.HEADER, PagePolicy.withForm(customerApp)).build();
    }
}
