package com.oraclelumira.api.production;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.tracing.Span;
import com.oraclelumira.api.tracing.Traces;

/** The one way to n8n. Called by the worker alone, never while somebody waits for an answer. */
@Singleton
public class N8nGateway {
    private static final int NOT_FOUND = 404;
    private static final String FIRST = "Oracle-Lumira-Expert-Desk/1.0";
    private static final String REVISION = "Oracle-Lumira-Expert-Validation/1.0";

    private final N8nConfig config;
    private final FileLinks links;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Traces traces;
    private final HttpClient http;
    private volatile boolean unreachable;

    N8nGateway(N8nConfig config, FileLinks links, ObjectMapper json, MeterRegistry metrics, Clock clock,
            Traces traces) {
        this.config = config;
        this.links = links;
        this.json = json;
        this.metrics = metrics;
        this.clock = clock;
        this.traces = traces;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout()).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /** Before anything is promised to an expert. Problems: SERVICE_UNAVAILABLE. */
    public void requireConfigured() {
        if (!configured())
            throw new ProblemException(ProblemType.SERVICE_UNAVAILABLE,
                    "La génération des lectures n'est pas configurée : prévenez l'équipe technique.");
    }

    public boolean configured() {
        return config.webhookUrl().isPresent();
    }

    /** The last job that this instance had to hand over found nobody there. */
    public boolean unreachable() {
        return unreachable;
    }

    /** Hands over the order's present job. Around a crash n8n may get it twice, under the same {@code Idempotency-Key}. */
    void handOver(Order order) {
        var sample = Timer.start(metrics);
        var span = traces.call("n8n hand-over");
        var outcome = "refused";
        try {
            int status = http.send(request(order, span), BodyHandlers.discarding()).statusCode();
            outcome = status / 100 == 2 ? "ok" : "refused";
            if (status / 100 != 2)
                throw new N8nUnavailable("n8n answered " + status, null);
        } catch (IOException e) {
            outcome = "unavailable";
            throw new N8nUnavailable("n8n did not answer: " + e.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new N8nUnavailable("interrupted", e);
        } finally {
            unreachable = "unavailable".equals(outcome);
            sample.stop(metrics.timer("lumira.n8n.calls", "outcome", outcome));
            span.with("lumira.outcome", outcome).end(!"ok".equals(outcome));
        }
    }

    /** @param takesJobs empty when the answer does not say which methods are taken */
    public record Listening(int status, Optional<Boolean> takesJobs) {}

    /**
     * Whether a workflow listens at the webhook's address, by a question that starts none: n8n answers OPTIONS itself and
     * names the methods of the active ones. Only when {@link #configured}.
     */
    public Listening listening() {
        var url = config.webhookUrl().orElseThrow();
        var request = HttpRequest.newBuilder(url).timeout(config.timeout()).method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", url.getScheme() + "://" + url.getAuthority())
                .header("Access-Control-Request-Method", "POST").build();
        try {
            var answer = http.send(request, BodyHandlers.discarding());
            var methods = answer.headers().firstValue("Access-Control-Allow-Methods");
            // with the method named, a path without a workflow is 404
            var takes = answer.statusCode() == NOT_FOUND
                    ? Optional.of(false)
                    : methods.map(names -> List.of(names.split("\\s*,\\s*")).contains("POST"));
            return new Listening(answer.statusCode(), takes);
        } catch (IOException e) {
            throw new N8nUnavailable("n8n did not answer: " + e.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new N8nUnavailable("interrupted", e);
        }
    }

    private HttpRequest request(Order order, Span span) {
        var job = order.fulfilment().production();
        var url = config.webhookUrl().orElseThrow(() -> new N8nUnavailable("N8N_WEBHOOK_URL is not set", null));
        var request = HttpRequest.newBuilder(url).timeout(config.timeout())
                .header("Content-Type", "application/json").header("Accept", "application/json")
                .header("User-Agent", job.isRevision() ? REVISION : FIRST)
                .header("Idempotency-Key", order.id().toHexString() + ":" + job.number())
                .POST(BodyPublishers.ofByteArray(body(order)));
        config.webhookToken().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        if (span.traceparent() != null)
            request.header("traceparent", span.traceparent());
        return request.build();
    }

    private byte[] body(Order order) {
        try {
            return json.writeValueAsBytes(
                    JobView.of(order, links.photos(order, config.patience()), clock.instant()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @PreDestroy
    void stop() {
        http.shutdownNow();
    }
}
