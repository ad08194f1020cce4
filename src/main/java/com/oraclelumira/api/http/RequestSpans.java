package com.oraclelumira.api.http;

import java.util.Set;

import jakarta.inject.Singleton;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

import com.oraclelumira.api.tracing.Span;
import com.oraclelumira.api.tracing.Traces;

/**
 * A span for each request but the looks of monitors: its method, its route and the status of its answer. Neither the path
 * nor a query is in it, because both may name a customer, and a caller's own {@code traceparent} is not believed.
 */
@Singleton
class RequestSpans {
    private static final Set<HttpMethod> KNOWN = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
            HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS);
    private static final Set<String> LOOKS = Set.of("/api/healthz", "/api/health", "/api/ready");
    private static final int SERVER_ERROR = 500;

    private final Traces traces;
    private final RouteNames names;

    RequestSpans(Traces traces, RouteNames names) {
        this.traces = traces;
        this.names = names;
    }

    void begin(RoutingContext context) {
        var path = context.request().path();
        if (!traces.on() || path == null || path.startsWith("/health") || LOOKS.contains(path))
            return;
        var method = KNOWN.contains(context.request().method()) ? context.request().method().name() : "_OTHER";
        var span = traces.request(method);
        context.addEndHandler(_ -> end(span, method, context));
    }

    private void end(Span span, String method, RoutingContext context) {
        var route = names.name(context.request().path());
        int status = context.response().getStatusCode();
        span.named(method + " " + route).with("http.request.method", method).with("http.route", route)
                .with("http.response.status_code", status).end(status >= SERVER_ERROR);
    }
}
