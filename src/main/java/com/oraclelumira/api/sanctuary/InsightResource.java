package com.oraclelumira.api.sanctuary;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;

/** What the page "Synthèse" asks for without a token (contract M17): nothing makes insights yet, so there are none. */
@Path("/api")
@RateLimited(LimitGroup.CUSTOMER)
class InsightResource {
    @GET
    @Path("insights/synthesis")
    public List<Object> synthesis() {
        return List.of();
    }
}
