package com.oraclelumira.api.preflight.outside;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import com.oraclelumira.api.preflight.Failures;

/** Asks an installation as a stranger does: without a cookie or a secret, and never led elsewhere by a redirect. */
final class Web implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LONGEST_BODY = 4 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(TO_CONNECT)
            .sslContext(AnyCertificate.context()).build();
    private final Duration patience;

    Web() {
        this(PATIENCE);
    }

    /** @param patience with one call, to the last byte of its answer */
    Web(Duration patience) {
        this.patience = patience;
    }

    /** Its message says all of it: whom we asked, and what came instead of an answer. */
    static final class Unanswered extends IOException {
        Unanswered(String message) {
            super(message);
        }
    }

    /** @param millis from the call to the last byte of the body, with the connection if there was none yet */
    record Answer(int status, HttpHeaders headers, String body, long millis) {

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        List<String> all(String name) {
            return headers.allValues(name);
        }

        boolean isPage() {
            return status == 200 && header("Content-Type").startsWith("text/html");
        }

        /** Missing when the body is no JSON. */
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException _) {
                return MissingNode.getInstance();
            }
        }
    }

    /** @param headers names and values in turn */
    Answer get(URI base, String path, String... headers) throws IOException, InterruptedException {
        return send(request(base, path, headers).GET());
    }

    /** What a browser asks before it lets a page call. */
    Answer preflight(URI base, String path, String origin) throws IOException, InterruptedException {
        return send(request(base, path, "Origin", origin, "Access-Control-Request-Method", "PATCH",
                "Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    Answer post(URI base, String path, String body, String... headers) throws IOException, InterruptedException {
        return send(request(base, path, headers).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(URI base, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).header("User-Agent", "lumira-preflight");
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Whole within our patience: a time-out of the request's own would end with the answer's head. */
    private Answer send(HttpRequest.Builder building) throws IOException, InterruptedException {
        var request = building.build();
        long began = System.nanoTime();
        var exchange = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_BODY));
        try {
            var answer = exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), answer.headers(), answer.body(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
        } catch (TimeoutException e) {
            throw unanswered(request.uri(), e);
        } catch (ExecutionException e) {
            throw unanswered(request.uri(), e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    private Unanswered unanswered(URI uri, Throwable why) {
        if (why instanceof ConnectException)
            return new Unanswered(uri.getAuthority() + " takes no connection");
        return new Unanswered(uri + (why instanceof HttpTimeoutException || why instanceof TimeoutException
                ? " does not answer within " + patience.toSeconds() + " s"
                : " gives no answer, " + Failures.say(why)));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
