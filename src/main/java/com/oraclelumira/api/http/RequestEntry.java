package com.oraclelumira.api.http;

import jakarta.inject.Singleton;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.MDC;

/** What happens to every request first: its id, the headers of its answer, and the refusal of what cannot be read. */
@Singleton
class RequestEntry {
    private static final int LONGEST_URI = 4096;
    private static final int LARGEST_HEADERS = 16 * 1024;

    private final SecurityHeaders security;
    private final RouteNames names;
    private final RequestSpans spans;

    RequestEntry(SecurityHeaders security, RouteNames names, RequestSpans spans) {
        this.security = security;
        this.names = names;
        this.spans = spans;
    }

    void handle(RoutingContext context) {
        mark(context);
        var refusal = refusal(context.request());
        if (refusal == null) {
            context.next();
        } else {
            context.fail(refusal.status(), new ProblemException(refusal, refusal.title()));
        }
    }

    /** Harmless when called again: failures before the first route come by here too. */
    void mark(RoutingContext context) {
        var headers = context.response().headers();
        if (headers.contains(RequestId.HEADER)) {
            return;
        }
        var id = RequestId.choose(context.request().getHeader(RequestId.HEADER));
        headers.set(RequestId.HEADER, id);
        MDC.put(RequestId.MDC_KEY, id);
        spans.begin(context);
        context.addHeadersEndHandler(_ -> {
            security.complete(context);
            names.give(context);
        });
    }

    private static ProblemType refusal(HttpServerRequest request) {
        if (request.uri().length() > LONGEST_URI) {
            return ProblemType.URI_TOO_LONG;
        }
        if (size(request) > LARGEST_HEADERS) {
            return ProblemType.HEADERS_TOO_LARGE;
        }
        // RFC 9112, section 3.2: whoever stands before us may have read the other one
        if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            return ProblemType.BAD_REQUEST;
        }
        return isDecodable(request.uri()) ? null : ProblemType.BAD_REQUEST;
    }

    private static int size(HttpServerRequest request) {
        var size = 0;
        for (var header : request.headers()) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }

    // the layers below answer 500 to a broken %-escape
    private static boolean isDecodable(String uri) {
        if (uri.indexOf('%') < 0) {
            return true;
        }
        try {
            return QueryStringDecoder.decodeComponent(uri).indexOf('\0') < 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
