package com.oraclelumira.api.sanctuary;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;

/** What the page "Synthèse" asks for without a token (contract M17): nothing makes insights yet, so there are none. */
@Path("/api")
@RateLimited(LimitGroup.CUSTOMER)
@Callers("everybody")
class InsightResource {
    @GET
    @Path("insights/synthesis")
    @Operation(summary = "The insights of the page Synthèse (M17): none yet.")
    @Fails(needsDatabase = false)
    public List<Object> synthesis() {
        return List.of();
    }
}
