package com.oraclelumira.api.http;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.handler.HttpException;

/** The one door: makes an answer of any failure of any layer, counts it by code and logs it once. */
@ApplicationScoped // a proxy: filters that use it are made while a native image is built
class Problems {
    private final ObjectMapper json;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final KnownPaths paths;

    Problems(ObjectMapper json, Clock clock, MeterRegistry metrics, KnownPaths paths) {
        this.json = json;
        this.clock = clock;
        this.metrics = metrics;
        this.paths = paths;
    }

    /** What goes over the wire, for whichever layer writes it. */
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    /** Takes note of the failure (metric, log) and says what to answer. Call it once for each failed request. */
    Answer answer(Throwable failure, HttpServerRequest request) {
        var refusal = Failures.toProblem(failure, request.getHeader(HttpHeaders.AUTHORIZATION) != null);
        var origin = new Problem.Origin(OneLine.of(request.path()), RequestId.of(request));
        metrics.counter("lumira.problems", "code", refusal.type().name()).increment();
        log(refusal, failure, request);
        var detail = refusal.getMessage() == null ? refusal.type().title() : refusal.getMessage();
        var problem = new Problem(refusal.type(), detail, origin, clock.instant(), refusal.extensions());
        return new Answer(refusal.type().status(), headers(refusal, request.path()), encode(problem));
    }

    /** The same for a request that could not even be read; whose it is and what it wanted, nobody knows. */
    Answer unread(int status, String requestId) {
        var refusal = Failures.toProblem(new HttpException(status), false);
        metrics.counter("lumira.problems", "code", refusal.type().name()).increment();
        Log.debugf("problem.sent code=%s status=%d unread", refusal.type(), refusal.type().status());
        var origin = new Problem.Origin("", requestId);
        var problem = new Problem(refusal.type(), refusal.getMessage(), origin, clock.instant(), Map.of());
        return new Answer(refusal.type().status(), headers(refusal, ""), encode(problem));
    }

    private static void log(ProblemException refusal, Throwable failure, HttpServerRequest request) {
        var line = "problem.sent code=%s status=%d method=%s path=%s".formatted(refusal.type(), refusal.type().status(),
                OneLine.of(request.method().name()), OneLine.path(request.path()));
        if (refusal.type() == ProblemType.FORBIDDEN) {
            Log.info(line); // honest callers hardly ever see one: whoever searches for holes does
        } else if (refusal.type().status() < 500) {
            Log.debug(line);
        } else if (refusal.type() == ProblemType.OVERLOADED) {
            // counted, and summed up in a line every few seconds: a line for each would be a second flood
            Log.trace(line);
        } else if (refusal.type() == ProblemType.SERVICE_UNAVAILABLE) {
            // expected while a dependency is away: a trace for each request would bury everything else
            Log.errorf("%s cause=%s", line, Failures.root(failure).getClass().getSimpleName());
        } else {
            Log.error(line, failure);
        }
    }

    private Map<String, String> headers(ProblemException refusal, String path) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", Problem.MEDIA_TYPE);
        headers.put("Cache-Control", "no-store");
        switch (refusal.type()) {
            case UNAUTHENTICATED -> headers.put("WWW-Authenticate", "Bearer");
            case METHOD_NOT_ALLOWED -> paths.methods(path).ifPresent(methods -> headers.put("Allow", methods));
            case OVERLOADED -> headers.put("Retry-After", "2");
            case SERVICE_UNAVAILABLE -> headers.put("Retry-After", "5");
            default -> {
                // the body says it all
            }
        }
        headers.putAll(refusal.headers());
        return headers;
    }

    private byte[] encode(Problem problem) {
        try {
            return json.writeValueAsBytes(problem.members());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an extension of " + problem.type() + " cannot be written as JSON", e);
        }
    }
}
