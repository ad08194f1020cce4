package com.oraclelumira.sandbox.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.stripe.net.Webhook;

import com.oraclelumira.sandbox.AppSettings;
import com.oraclelumira.sandbox.PackagedApp;
import com.oraclelumira.sandbox.standin.EmbeddedMongo;
import com.oraclelumira.sandbox.stripe.SandboxSettings;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

/**
 * How fast deliveries are acknowledged and applied, by the packaged application with store, sandbox and this load on the
 * same machine. Times count from when a delivery was due, so that a stall is not hidden by sending less.
 * {@code mvn -Prun -Dshop.memory=true -Dshop.main=com.oraclelumira.sandbox.bench.DeliveryBench}; seconds of the long
 * phase: {@code -Dbench.seconds=300}.
 */
public final class DeliveryBench {
    private static final String SECRET = "whsec_of_the_bench";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PackagedApp app;
    private final EmbeddedMongo mongo;
    private final Map<String, Long> sentMillis = new ConcurrentHashMap<>();

    private DeliveryBench(PackagedApp app, EmbeddedMongo mongo) {
        this.app = app;
        this.mongo = mongo;
    }

    public static void main(String... arguments) throws Exception {
        int seconds = Integer.getInteger("bench.seconds", 300);
        try (var mongo = new EmbeddedMongo(Path.of("unused"), 0);
                var stripe = StripeSandbox.start(SandboxSettings.defaults());
                var app = start(Path.of(arguments[0]), mongo, stripe)) {
            app.awaitReady(Duration.ofSeconds(60));
            var bench = new DeliveryBench(app, mongo);
            bench.phase("warm-up", 100, 10, 1);
            System.out.println(
                    "| phase | deliveries | refused | ack p50 ms | p99 ms | max ms | event to PAID p50 ms | p99 ms | left in the inbox |");
            System.out.println("|---|---|---|---|---|---|---|---|---|");
            System.out.println(bench.phase("100 events/s", 100, 60, 1));
            System.out.println(bench.phase("10 events/s, each 50 times", 10, 30, 50));
            System.out.println(bench.phase("200 events/s, " + seconds + " s", 200, seconds, 1));
        }
    }

    private static PackagedApp start(Path jar, EmbeddedMongo mongo, StripeSandbox stripe) {
        return AppSettings.of(jar).with(Map.of("APP_ENV", "staging", "MONGODB_URI", mongo.uri(), "STRIPE_API_BASE",
                stripe.baseUrl(), "STRIPE_SECRET_KEY", "sk_test_bench", "STRIPE_WEBHOOK_SECRET", SECRET, "JWT_SECRET",
                "a-secret-of-the-bench-0123456789abcdef", "CORS_ORIGIN", "https://oraclelumira.com", "TRUSTED_PROXIES",
                "127.0.0.0/8", "LOG_LEVEL", "WARN")).start();
    }

    /** One event per order, {@code perSecond} orders a second, each delivered {@code copies} times at once. */
    private String phase(String name, int perSecond, int seconds, int copies) throws Exception {
        var intents = checkouts(perSecond * seconds);
        var millis = new ConcurrentLinkedQueue<Double>();
        var refused = new ConcurrentLinkedQueue<Integer>();
        var open = new Semaphore(2_000);
        long start = System.nanoTime();
        for (int i = 0; i < intents.size(); i++) {
            long due = start + TimeUnit.SECONDS.toNanos(1) * i / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
            var request = delivery(intents.get(i));
            for (int copy = 0; copy < copies; copy++) {
                open.acquire();
                http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
                    millis.add((System.nanoTime() - due) / 1e6);
                    if (failure != null || answer.statusCode() != 200)
                        refused.add(1);
                    open.release();
                });
            }
        }
        open.acquire(2_000);
        return row(name, intents, List.copyOf(millis), refused.size());
    }

    private String row(String name, List<String> intents, List<Double> acks, int refused) throws InterruptedException {
        var inbox = mongo.database().getCollection("stripe_inbox");
        long left = -1;
        for (int i = 0; i < 100 && left != 0; i++) {
            left = inbox.countDocuments(Filters.in("state", "RECEIVED", "PROCESSING", "PARKED"));
            TimeUnit.MILLISECONDS.sleep(100);
        }
        var paid = new ArrayList<Double>();
        var mine = new HashSet<>(intents);
        for (var order : mongo.database().getCollection("orders").find(Filters.exists("paidAt"))
                .projection(Projections.include("paymentIntentId", "paidAt")).batchSize(1_000))
            if (mine.contains(order.getString("paymentIntentId")))
                paid.add((double) order.getDate("paidAt").getTime()
                        - sentMillis.get(order.getString("paymentIntentId")));
        return "| %s | %d | %d | %.1f | %.1f | %.1f | %.0f | %.0f | %d (%d of %d paid) |".formatted(name, acks.size(),
                refused,
                at(acks, 0.5), at(acks, 0.99), at(acks, 1), at(paid, 0.5), at(paid, 0.99), left, paid.size(),
                intents.size());
    }

    private static double at(List<Double> values, double quantile) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, quantile * sorted.size()));
    }

    private HttpRequest delivery(String intent) throws Exception {
        var body = """
            {"id":"evt_%s","object":"event","api_version":"2026-07-29.dahlia","created":%d,"livemode":false,"type":"payment_intent.succeeded","data":{"object":{"id":"%s","object":"payment_intent","amount":4700,"amount_received":4700,"currency":"eur","livemode":false,"status":"succeeded","metadata":{}}}}"""
                .formatted(UUID.randomUUID().toString().replace("-", ""), System.currentTimeMillis() / 1000, intent);
        sentMillis.put(intent, System.currentTimeMillis());
        return HttpRequest.newBuilder(app.uri("/api/payments/webhook"))
                .header("Stripe-Signature", Webhook.Signature.generateSignatureHeader(body, SECRET))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private List<String> checkouts(int count) throws Exception {
        var open = new Semaphore(16);
        var intents = new ConcurrentLinkedQueue<String>();
        for (int i = 0; i < count; i++) {
            open.acquire();
            http.sendAsync(checkout(), HttpResponse.BodyHandlers.ofByteArray()).whenComplete((answer, _) -> {
                try {
                    if (answer != null && answer.statusCode() == 200)
                        intents.add(JSON.readTree(answer.body()).path("orderId").asText());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                } finally {
                    open.release();
                }
            });
        }
        open.acquire(16);
        return List.copyOf(intents);
    }

    private HttpRequest checkout() {
        var random = ThreadLocalRandom.current();
        var body = "{\"productId\":\"mystique\",\"customerEmail\":\"bench.%s@example.com\"}"
                .formatted(UUID.randomUUID());
        return HttpRequest.newBuilder(URI.create(app.uri("/api/products/create-payment-intent").toString()))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "198.18." + random.nextInt(256) + "." + random.nextInt(1, 255))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }
}
