package com.oraclelumira.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A webhook endpoint that keeps what Stripe's own verification accepts, and answers 400 to the rest. */
final class WebhookReceiver implements AutoCloseable {
    record Received(String body, String signature) {
        JsonObject event() {
            return JsonParser.parseString(body).getAsJsonObject();
        }

        String type() {
            return event().get("type").getAsString();
        }

        String id() {
            return event().get("id").getAsString();
        }

        JsonObject object() {
            return event().getAsJsonObject("data").getAsJsonObject("object");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String secret;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    WebhookReceiver(String secret) {
        this.secret = secret;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/hook", this::receive);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The answers to the next deliveries, before it is 200 again. */
    void answerNext(Integer... next) {
        statuses.addAll(List.of(next));
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    void forget() {
        received.clear();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var delivery = new Received(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders().getFirst("Stripe-Signature"));
            Integer told = statuses.poll();
            int status = told != null ? told : genuine(delivery) ? 200 : 400;
            exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private boolean genuine(Received delivery) {
        try {
            Webhook.Signature.verifyHeader(delivery.body(), delivery.signature(), secret, 300);
            return received.add(delivery);
        } catch (SignatureVerificationException | JsonSyntaxException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
