package com.oraclelumira.api.status;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.NonBlocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.PagePolicy;
import com.oraclelumira.api.ratelimit.Unlimited;

/**
 * Whether the shop works, for whoever wonders why it does not. Answered from memory on the event loop: a crowd that comes
 * because of an outage costs nothing and waits behind nobody. COM-4
 */
@Path("/")
@NonBlocking
@Callers("everybody")
@Unlimited("a crowd reads it during an outage; it is answered from memory")
class StatusResource {
    private static final String TEN_SECONDS = "public, max-age=10";
    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final StatusBoard board;

    StatusResource(StatusBoard board) {
        this.board = board;
    }

    /** French or English, as {@code lang} or else the browser wishes; anything else is French. */
    @GET
    @Path("status")
    @Produces(HTML)
    @Operation(summary = "The public status page: now, 90 days, incidents.", description = "lang: fr or en; without it as Accept-Language wishes, else French. May be kept for 10 seconds.")
    @APIResponse(responseCode = "200", description = "the page", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(responseCode = "304", description = "as the caller's If-None-Match has it")
    @Fails(needsDatabase = false)
    public Response page(@QueryParam("lang") @Nullable String lang, @Context HttpHeaders headers,
            @Context Request request) {
        var language = Language.of(lang, headers.getAcceptableLanguages());
        var answer = board.page(language);
        return answer(answer, request).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.code())
                .header(PagePolicy.HEADER, PagePolicy.plain()).build();
    }

    @GET
    @Path("status.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The status page for programs, in both languages.", description = "May be kept for 10 seconds.")
    @APIResponse(responseCode = "200", description = "the same as the page shows", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = StatusView.class)))
    @APIResponse(responseCode = "304", description = "as the caller's If-None-Match has it")
    @Fails(needsDatabase = false)
    public Response json(@Context Request request) {
        return answer(board.json(), request).build();
    }

    private static Response.ResponseBuilder answer(StatusBoard.Answer answer, Request request) {
        var unchanged = request.evaluatePreconditions(answer.tag());
        return (unchanged == null ? Response.ok(answer.body()).tag(answer.tag()) : unchanged)
                .header(HttpHeaders.CACHE_CONTROL, TEN_SECONDS);
    }
}
