package com.oraclelumira.api.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stands before Quarkus' CORS filter, which adds the headers for the origins of the list. Every other origin is served as
 * v1 served it, without a header that lets a page read the answer: behind the frontends' own proxies a browser sends
 * {@code Origin} on same-origin calls too, with host names that are on nobody's list. Checklist: SEC-4.
 */
@Singleton
class CorsGuard {
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT,
            HttpMethod.DELETE,
            HttpMethod.PATCH, HttpMethod.OPTIONS);

    private final Set<String> origins;

    /** Refuses to start on an entry that is not one exact origin, such as {@code *} or Quarkus' {@code /regex/}. */
    CorsGuard(@ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> origins) {
        this.origins = Set.copyOf(origins.orElse(List.of()).stream().map(String::trim).distinct().toList());
        if (!this.origins.stream().allMatch(CorsGuard::isExact)) {
            throw new IllegalStateException(
                    "CORS_ORIGIN must be a comma list of exact origins such as https://oraclelumira.com, "
                            + "without path, wildcard or regular expression");
        }
    }

    static boolean isExact(String origin) {
        try {
            var uri = URI.create(origin);
            var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return List.of("https", "http").contains(String.valueOf(uri.getScheme()))
                    && origin.equals(uri.getScheme() + "://" + uri.getHost() + port);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    void handle(RoutingContext context) {
        var request = context.request();
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            context.next();
        } else if (!origins.contains(origin)) {
            serveWithoutCors(context);
        } else {
            serveWithCors(context);
        }
    }

    private static void serveWithCors(RoutingContext context) {
        if (isPreflight(context.request())) {
            context.response().setStatusCode(204);
        } else if (!METHODS.contains(context.request().method())) {
            // the filter would answer HEAD with an empty 403
            context.request().headers().remove(HttpHeaders.ORIGIN);
        }
        context.next();
    }

    private static void serveWithoutCors(RoutingContext context) {
        if (isPreflight(context.request())) {
            context.fail(403, new ProblemException(ProblemType.FORBIDDEN, "Cette origine n'est pas autorisée."));
            return;
        }
        // the filter would refuse it, or compare it with the Host header and trip over a malformed one
        context.request().headers().remove(HttpHeaders.ORIGIN);
        context.next();
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && (request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
                        || request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS));
    }
}
