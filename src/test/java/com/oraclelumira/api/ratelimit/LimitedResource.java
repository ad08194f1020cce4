package com.oraclelumira.api.ratelimit;

import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** Routes under a limit, for the tests of this package. */
@Path("/api/limited")
@RateLimited(LimitGroup.ORDERS)
public class LimitedResource {
    @Inject
    Limits limits;

    @GET
    @Path("/by-class")
    public Map<String, Object> byClass() {
        return Map.of();
    }

    @GET
    @Path("/by-method")
    @RateLimited(LimitGroup.DESK_LOGIN)
    public Map<String, Object> byMethod() {
        return Map.of();
    }

    @GET
    @Path("/by-key")
    @RateLimited(LimitGroup.SIGN_IN)
    public Map<String, Object> byKey(@QueryParam("email") String email) {
        limits.take(LimitGroup.SIGN_IN_EMAIL, email);
        return Map.of();
    }

    @GET
    @Path("/webhook")
    @RateLimited(LimitGroup.CATALOG)
    public Map<String, Object> webhook() {
        limits.take(LimitGroup.UNVERIFIED_WEBHOOK);
        return Map.of();
    }

    @POST
    @Path("/body")
    @RateLimited(LimitGroup.CHECKOUT)
    public Map<String, Object> body(Map<String, Object> body) {
        return body;
    }

    @GET
    @Path("/members")
    @RolesAllowed("expert")
    @RateLimited(LimitGroup.UPLOADS)
    public Map<String, Object> members() {
        return Map.of();
    }
}
