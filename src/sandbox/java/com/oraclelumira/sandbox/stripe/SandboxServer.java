package com.oraclelumira.sandbox.stripe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import com.oraclelumira.sandbox.stripe.IdempotencyKeys.Outcome;

/** HTTP: {@code /v1} as Stripe, {@code /_sandbox} for whoever drives the sandbox. */
final class SandboxServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SandboxServer.class.getName());

    static {
        // without it each small answer on a kept connection waits for the client's delayed ACK
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Clock clock;
    private final Set<String> secretKeys;

    SandboxServer(SandboxSettings settings) {
        try {
            server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clock = settings.clock();
        secretKeys = settings.secretKeys();
        server.setExecutor(threads);
    }

    void start(Api api, Control control) {
        server.createContext("/v1/", exchange -> answer(exchange, api));
        server.createContext("/_sandbox/", control::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange, Api api) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            String requestId = "req_" + Ids.letters(14);
            Outcome outcome;
            try {
                Call call = call(exchange, requestId);
                authenticate(exchange.getRequestHeaders().getFirst("Authorization"));
                outcome = api.answer(call);
                idempotency(headers, call, outcome);
            } catch (StripeError refusal) {
                outcome = new Outcome(refusal.answer(), requestId);
            } catch (RuntimeException e) {
                outcome = new Outcome(failure(e).answer(), requestId);
            }
            headers.set("Request-Id", requestId);
            String version = exchange.getRequestHeaders().getFirst("Stripe-Version");
            headers.set("Stripe-Version", version == null ? Events.API_VERSION : version);
            headers.set("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
            write(exchange, outcome.answer());
        }
    }

    /** A fault of the sandbox's own must look like one, not like a lost connection. */
    static StripeError failure(RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "sandbox.failed", e);
        return new StripeError(500, "api_error", "The sandbox itself failed: " + e, false);
    }

    private static Call call(HttpExchange exchange, String requestId) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = exchange.getRequestURI().getRawQuery();
        ObjectNode params = FormBody.parse(query == null ? body : query + "&" + body);
        return new Call(exchange.getRequestMethod(), path, params, requestId,
                exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    }

    private void authenticate(String authorization) {
        String key = key(authorization == null ? "" : authorization);
        boolean known = secretKeys.isEmpty() ? key.matches("[sr]k_test_\\w+") : secretKeys.contains(key);
        if (!known) {
            throw StripeError.unauthorized("Invalid API Key provided.");
        }
    }

    private static String key(String authorization) {
        if (authorization.startsWith("Bearer ")) {
            return authorization.substring("Bearer ".length()).strip();
        }
        if (authorization.startsWith("Basic ")) {
            byte[] user = Base64.getMimeDecoder().decode(authorization.substring("Basic ".length()));
            return new String(user, StandardCharsets.UTF_8).split(":", 2)[0];
        }
        throw StripeError.unauthorized("You did not provide an API key in the Authorization header.");
    }

    private static void idempotency(Headers headers, Call call, Outcome outcome) {
        if (call.isPost() && call.idempotencyKey() != null) {
            headers.set("Idempotency-Key", call.idempotencyKey());
            headers.set("Original-Request", outcome.originalRequest());
            if (!outcome.originalRequest().equals(call.requestId())) {
                headers.set("Idempotent-Replayed", "true");
            }
        }
    }

    /** Leaves without a word if the answer is to be lost: closing the exchange then cuts the connection. */
    static void write(HttpExchange exchange, Answer answer) throws IOException {
        if (!answer.dropped()) {
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
