package com.oraclelumira.api.http;

import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/** Puts the handlers of this package around everything else that the HTTP server routes. */
@Singleton
class Routes {
    private static final int FIRST = Integer.MIN_VALUE;
    private static final int BEFORE_CORS_FILTER = -301;
    // after CORS, so that a browser may read the refusal
    private static final int AFTER_CORS_FILTER = -299;
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
            HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS);
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String HEALTH = "/health";
    private static final String DOCS = "/docs/";
    private static final long LEFTOVER_MILLIS = 5_000;

    private final RequestEntry entry;
    private final Problems problems;
    private final CorsGuard cors;
    private final KnownPaths paths;
    private final HttpsOnly https;

    Routes(RequestEntry entry, Problems problems, CorsGuard cors, KnownPaths paths, HttpsOnly https) {
        this.entry = entry;
        this.problems = problems;
        this.cors = cors;
        this.paths = paths;
        this.https = https;
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(entry::handle).failureHandler(this::fail);
        router.route().order(BEFORE_CORS_FILTER).handler(cors::handle);
        router.route().order(AFTER_CORS_FILTER).handler(https::handle).handler(Routes::knownMethodsOnly);
        router.options().order(AFTER_CORS_FILTER).handler(this::tellMethods);
        router.get("/").handler(context -> context.redirect(DOCS));
        router.getWithRegex("/docs").handler(context -> context.redirect(DOCS));
        router.errorHandler(404, this::fail);
        router.errorHandler(405, this::fail);
    }

    // the framework's health pages would answer any method, also those that are not invented yet
    private static void knownMethodsOnly(RoutingContext context) {
        var known = context.normalizedPath().startsWith(HEALTH) ? READING : METHODS;
        if (known.contains(context.request().method()))
            context.next();
        else
            context.fail(405);
    }

    // quarkus-rest would name the methods of all paths of a resource class
    private void tellMethods(RoutingContext context) {
        paths.methods(context.normalizedPath()).ifPresentOrElse(methods -> context.response().setStatusCode(204)
                .putHeader(HttpHeaders.ALLOW, methods).end(), () -> context.fail(404));
    }

    private void fail(RoutingContext context) {
        entry.mark(context);
        var response = context.response();
        if (response.headWritten() || response.closed()) {
            context.request().connection().close();
            return;
        }
        var answer = problems.answer(failure(context), context.request());
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(answer.body()));
        stopReadingSoon(context.request());
    }

    // the router knows some refusals by their status only, and adds an exception of its own to others
    private static Throwable failure(RoutingContext context) {
        var status = context.statusCode();
        var isByStatus = status >= 400 && status < 500 && !(context.failure() instanceof ProblemException);
        return isByStatus || context.failure() == null
                ? new HttpException(status, context.failure())
                : context.failure();
    }

    // Quarkus reads on after the answer, or a client that is still sending would never see it; but not for ever
    private static void stopReadingSoon(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        var connection = request.connection();
        Vertx.currentContext().owner().setTimer(LEFTOVER_MILLIS, _ -> {
            if (!request.isEnded()) {
                connection.close();
            }
        });
    }
}
