package com.oraclelumira.api.ratelimit;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

import io.vertx.core.http.HttpServerResponse;

import com.oraclelumira.api.http.ClientAddress;

/** Enforces {@link RateLimited} and tells every caller of a limited route how much is left. */
@Provider
@RateLimited(LimitGroup.CATALOG) // the binding; the group of the resource counts
@Priority(Priorities.AUTHENTICATION)
class RateLimitFilter implements ContainerRequestFilter {
    private final Limits limits;
    private final ClientAddress client;
    private final Map<Method, LimitGroup> groups = new ConcurrentHashMap<>();

    @Context
    ResourceInfo resource;
    @Context
    HttpServerResponse response;

    RateLimitFilter(Limits limits, ClientAddress client) {
        this.limits = limits;
        this.client = client;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var group = groups.computeIfAbsent(resource.getResourceMethod(), RateLimitFilter::groupOf);
        var quota = limits.count(group, client.network());
        response.putHeader("RateLimit-Policy", quota.policyHeader());
        response.putHeader("RateLimit", quota.stateHeader());
    }

    private static LimitGroup groupOf(Method method) {
        var own = method.getAnnotation(RateLimited.class);
        return (own == null ? method.getDeclaringClass().getAnnotation(RateLimited.class) : own).value();
    }
}
