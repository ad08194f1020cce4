package com.oraclelumira.api.payments;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.RawRequestOptions;
import com.stripe.net.StripeResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.tracing.Traces;

/**
 * One exchange with Stripe: time-outs, circuit breaker, metric, and its errors told apart by what a caller can do about
 * them. Requests and answers are raw (form in, JSON out): independent of the SDK's model classes, hence of API-version
 * drift, and complete in a native image.
 */
@Singleton
class StripeTransport {
    /** An answer and the moment, on Stripe's clock, at which it was true. */
    record Answer(JsonNode json, Instant date) {}

    static final String BREAKER = "stripe";

    private static final Duration[] BUCKETS = {Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10)};
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final StripeClient client;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final StripeStatus status;
    private final Traces traces;

    StripeTransport(StripeConfig config, ObjectMapper json, MeterRegistry metrics, StripeStatus status,
            Traces traces) {
        // the SDK calls through the JDK's connections, which would carry our key to wherever an answer points
        HttpURLConnection.setFollowRedirects(false);
        Stripe.enableTelemetry = false; // writes a file below the home directory, which is read-only in the container
        this.client = StripeClient.builder().setApiKey(config.secretKey()).setApiBase(config.apiBase().toString())
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setReadTimeout((int) config.readTimeout().toMillis()).setMaxNetworkRetries(0).build();
        this.json = json;
        this.metrics = metrics;
        this.status = status;
        this.traces = traces;
    }

    @CircuitBreakerName(BREAKER)
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 5000, successThreshold = 2, failOn = StripeUnavailable.class)
    Answer call(String operation, RequestMethod method, String path, @Nullable FormBody body) {
        var sample = Timer.start(metrics);
        var span = traces.call("stripe " + operation);
        var outcome = "ok";
        try {
            return read(client.rawRequest(method, path, body == null ? null : body.encoded(), options(body)));
        } catch (StripeException e) {
            outcome = outcome(e);
            throw translated(operation, e);
        } finally {
            span.with("lumira.outcome", outcome).end(!"ok".equals(outcome));
            long nanos = sample.stop(Timer.builder("lumira.stripe.calls").serviceLevelObjectives(BUCKETS)
                    .tags("operation", operation, "outcome", outcome).register(metrics));
            status.record(operation, outcome, TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }

    private static RawRequestOptions options(@Nullable FormBody body) {
        var options = RawRequestOptions.builder();
        if (body != null)
            options.setIdempotencyKey(body.idempotencyKey());
        return options.build();
    }

    private Answer read(StripeResponse response) {
        try {
            var date = response.date();
            return new Answer(json.readTree(response.body()), date == null ? Instant.EPOCH : date);
        } catch (IOException e) {
            throw new StripeUnavailable("answer is not JSON", e);
        }
    }

    private static RuntimeException translated(String operation, StripeException e) {
        // the message of an SDK exception may quote parameters: only codes leave this class
        var message = operation + " status=" + e.getStatusCode() + " code=" + e.getCode() + " request="
                + e.getRequestId();
        if (status(e) == SERVER_ERROR)
            return new StripeUnavailable.Saved(message, e);
        return worthRepeating(e) ? new StripeUnavailable(message, e) : new StripeRefusal(status(e), message, e);
    }

    private static boolean worthRepeating(StripeException e) {
        int status = status(e);
        return e instanceof ApiConnectionException || status == CONFLICT || status == TOO_MANY
                || status >= SERVER_ERROR;
    }

    private static int status(StripeException e) {
        return e.getStatusCode() == null ? 0 : e.getStatusCode();
    }

    private static String outcome(StripeException e) {
        return worthRepeating(e) ? "unavailable" : "refused";
    }
}
