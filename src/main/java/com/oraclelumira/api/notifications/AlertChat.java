package com.oraclelumira.api.notifications;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The one way to the team's chat: one POST, whole within the time-out, never led elsewhere by a redirect (the address is a
 * secret). What the chat answers is not read beyond its status and {@code Retry-After}.
 */
@Singleton
class AlertChat {
    /**
     * @param pause how long the chat asks to be left alone, at most an hour; zero when it says nothing
     * @param status of the answer, 0 without one
     */
    record Answer(Outcome outcome, Duration pause, String reason, int status) {}

    enum Outcome {
        TAKEN,
        /** Too much, or away: worth another attempt. */
        LATER,
        /** It will say no again: a wrong address, a channel that is gone. */
        REFUSED
    }

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int TIMED_OUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final AlertConfig config;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final HttpClient http;

    AlertChat(AlertConfig config, ObjectMapper json, MeterRegistry metrics) {
        this.config = config;
        this.json = json;
        this.metrics = metrics;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout()).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    boolean configured() {
        return config.webhookUrl().isPresent() && config.webhookKind().isPresent();
    }

    /** Only when {@link #configured}. */
    Answer post(ChatNotice notice) {
        var answer = exchange(HttpRequest.newBuilder(config.webhookUrl().orElseThrow())
                .header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body(notice))).build());
        metrics.counter("lumira.alerts.posted", "outcome", answer.outcome().name()).increment();
        return answer;
    }

    /** Asks without posting anything; only when {@link #configured}. */
    AlertChannel.Look look() {
        var kind = config.webhookKind().orElseThrow();
        var answer = exchange(kind.question(HttpRequest.newBuilder(config.webhookUrl().orElseThrow())).build());
        int status = answer.status();
        var seen = kind + " answers " + kind.questionInWords() + " with " + (status == 0 ? answer.reason() : status);
        if (status == 0 || status >= SERVER_ERROR)
            return new AlertChannel.Look(AlertChannel.Standing.GONE, seen);
        return new AlertChannel.Look(kind.standing(status), seen);
    }

    /** A time-out of the request's own would end with the answer's head; a body that never ends must end, too. */
    private Answer exchange(HttpRequest request) {
        var exchange = http.sendAsync(request, BodyHandlers.discarding());
        try {
            return read(exchange.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return later("no answer");
        } catch (ExecutionException e) {
            return later(e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return later("interrupted");
        } finally {
            exchange.cancel(true);
        }
    }

    private static Answer later(String reason) {
        return new Answer(Outcome.LATER, Duration.ZERO, reason, 0);
    }

    private static Answer read(HttpResponse<Void> response) {
        int status = response.statusCode();
        var reason = "status " + status;
        if (status / 100 == 2)
            return new Answer(Outcome.TAKEN, Duration.ZERO, reason, status);
        boolean later = status == TOO_MANY || status == TIMED_OUT || status >= SERVER_ERROR;
        return new Answer(later ? Outcome.LATER : Outcome.REFUSED, pause(response.headers().firstValue("Retry-After")),
                reason, status);
    }

    /** Seconds, whole (RFC 9110) or with a fraction (Discord); the form with a date is not used by any of the three. */
    private static Duration pause(Optional<String> retryAfter) {
        return retryAfter.filter(seconds -> seconds.matches("\\d{1,9}(\\.\\d{1,9})?"))
                .map(seconds -> Duration.ofMillis((long) Math.ceil(Double.parseDouble(seconds) * 1000)))
                .map(pause -> pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).orElse(Duration.ZERO);
    }

    private byte[] body(ChatNotice notice) {
        try {
            return json.writeValueAsBytes(config.webhookKind().orElseThrow().payload(notice));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @PreDestroy
    void stop() {
        http.shutdownNow();
    }
}
