package com.oraclelumira.api.catalog;

import java.util.List;
import java.util.UUID;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;

/**
 * The catalogue for the landing and checkout pages (contract M1). Public. It changes with a deployment only, so it is
 * written once and answered on the event loop.
 */
@Path("/api")
@Callers("everybody")
class ProductResource {
    @RegisterForReflection(registerFullHierarchy = true)
    record CatalogView(List<Product> products) {}

    /** Kept by the browser, and asked for anew each time: a new price shows at once. */
    private static final String ASK_AGAIN = "no-cache";

    private final byte[] body;
    private final EntityTag tag;

    ProductResource(Catalog catalog, ObjectMapper json) throws JsonProcessingException {
        body = json.writeValueAsBytes(new CatalogView(catalog.products()));
        tag = new EntityTag(UUID.nameUUIDFromBytes(body).toString());
    }

    @GET
    @Path("products")
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    @RateLimited(LimitGroup.CATALOG)
    @Operation(summary = "The products with their prices (M1).")
    @APIResponse(responseCode = "200", description = "all of them", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = CatalogView.class)))
    @APIResponse(responseCode = "304", description = "as the caller's If-None-Match has it")
    @Fails(needsDatabase = false)
    public Response list(@Context Request request) {
        var unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(body).tag(tag) : unchanged)
                .header(HttpHeaders.CACHE_CONTROL, ASK_AGAIN).build();
    }
}
