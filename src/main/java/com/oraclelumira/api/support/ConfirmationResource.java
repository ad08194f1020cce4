package com.oraclelumira.api.support;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.PagePolicy;
import com.oraclelumira.api.http.RequestId;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;

/** The page behind the link to a question. Its button sends it; showing it does not, because mail scanners look. */
@Path("/api")
@RateLimited(LimitGroup.SIGN_IN)
@Callers("whoever holds the mailed link")
class ConfirmationResource {
    private static final int OK = 200;
    private static final int GONE = 410;

    @CheckedTemplate(basePath = "pages", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Pages {
        /**
         * @param number of the live ticket; empty before its button was touched
         * @param requestId for a page that has to say no
         */
        static native TemplateInstance supportLink(boolean openable, String number, String requestId);

        private Pages() {}
    }

    private final Requests requests;
    private final Tickets tickets;

    ConfirmationResource(Requests requests, Tickets tickets) {
        this.requests = requests;
        this.tickets = tickets;
    }

    @GET
    @Path("support/confirm/{token}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The page behind the link to a question; showing it sends nothing.")
    @APIResponse(responseCode = "200", description = "the page with its button, or with the number", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(responseCode = "410", description = "the page saying that the link is too old or made up", content = @Content(mediaType = MediaType.TEXT_HTML))
    public Response page(@PathParam("token") String token) {
        return tickets.byLink(token).map(ConfirmationResource::shown).orElseGet(() -> html(false, ""));
    }

    /** The same number on every call. */
    @POST
    @Path("support/confirm/{token}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "Its button: the question becomes a ticket.")
    @APIResponse(responseCode = "200", description = "the page with the ticket's number", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(responseCode = "410", description = "the page saying that the link is too old or made up", content = @Content(mediaType = MediaType.TEXT_HTML))
    public Response confirm(@PathParam("token") String token) {
        return requests.confirm(token).map(ConfirmationResource::shown).orElseGet(() -> html(false, ""));
    }

    private static Response shown(Ticket ticket) {
        return html(true, ticket.number() == null ? "" : ticket.number());
    }

    private static Response html(boolean openable, String number) {
        return Response.status(openable ? OK : GONE).entity(Pages.supportLink(openable, number, RequestId.current()))
                .header(PagePolicy.HEADER, PagePolicy.withForm()).build();
    }
}
