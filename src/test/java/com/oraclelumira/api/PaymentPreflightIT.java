package com.oraclelumira.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.sun.net.httpserver.HttpServer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.sandbox.AppSettings;
import com.oraclelumira.sandbox.PackagedApp;
import com.oraclelumira.sandbox.stripe.SandboxSettings;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code preflight payment} beside the packaged application, with what can break a purchase broken. */
@Tag("PAY-6")
@Tag("GO-1")
class PaymentPreflightIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SECRET = "whsec_of_the_test_purchase";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static StripeSandbox stripe;
    private static AppSettings settings;
    private static PackagedApp app;
    private static MongoClient client;
    private static MongoDatabase store;
    private static String endpoint;

    @BeforeAll
    static void start() {
        var mongo = new MongoResource().start().get("quarkus.mongodb.connection-string");
        client = MongoClients.create(mongo);
        store = client.getDatabase(new ConnectionString(mongo).getDatabase());
        stripe = StripeSandbox.start(SandboxSettings.defaults());
        settings = AppSettings.ofThisBuild().with(Map.of("APP_ENV", "staging", "MONGODB_URI", mongo, "STRIPE_API_BASE",
                stripe.baseUrl(), "STRIPE_SECRET_KEY", "sk_test_of_the_purchase", "STRIPE_WEBHOOK_SECRET", SECRET,
                "JWT_SECRET", "the-purchase-has-a-secret-0123456789abc", "CORS_ORIGIN", "https://oraclelumira.com",
                "SUPPORT_EMAIL", "equipe@oraclelumira.test", "SHUTDOWN_DELAY", "0s"));
        app = settings.start();
        app.awaitReady(PATIENCE);
        endpoint = stripe.addEndpoint(app.uri("/api/payments/webhook").toString(), SECRET);
    }

    @AfterAll
    static void stop() {
        app.close();
        stripe.close();
        client.close();
    }

    @AfterEach
    void deliver() {
        stripe.delivery(knobs -> knobs.drop(new String[0]));
    }

    @Test
    void a_purchase_goes_all_the_way_and_is_given_back() throws IOException {
        var ran = payment(0, "60");
        assertThat(ran.path("go").asBoolean()).isTrue();
        assertThat(ran.path("results").findValuesAsText("mark")).hasSize(7).containsOnly("GOOD");
        var order = newestOrder();
        assertThat(order.getEmbedded(List.of("payment", "status"), String.class)).isEqualTo("REFUNDED");
        assertThat(order.getEmbedded(List.of("buyer", "email"), String.class))
                .isEqualTo("equipe+preflight@oraclelumira.test");
    }

    @Test
    void a_webhook_that_never_comes_is_found_at_its_step_and_the_money_is_given_back() throws IOException {
        stripe.delivery(knobs -> knobs.drop("*"));
        var ran = payment(1, "5");
        assertThat(red(ran)).containsExactly("payment-delivered");
        assertThat(found(ran, "payment-delivered")).contains("nothing came within 5 s");
        assertThat(found(ran, "payment-refund")).contains("succeeded");
        assertThat(refunded(newestOrder().getString("paymentIntentId"))).isEqualTo(4700);
    }

    @Test
    void a_worker_that_does_not_work_is_found_at_its_step() throws IOException {
        stripe.removeEndpoint(endpoint);
        var idle = idleWorker();
        var other = stripe.addEndpoint("http://127.0.0.1:" + idle.getAddress().getPort() + "/",
                SECRET);
        try {
            var ran = payment(1, "5");
            assertThat(red(ran)).containsExactly("payment-delivered");
            assertThat(found(ran, "payment-delivered")).contains("brought, but not applied within 5 s");
            assertThat(refunded(newestOrder().getString("paymentIntentId"))).isEqualTo(4700);
        } finally {
            stripe.removeEndpoint(other);
            idle.stop(0);
            endpoint = stripe.addEndpoint(app.uri("/api/payments/webhook").toString(),
                    SECRET);
        }
    }

    @Test
    void a_refund_that_nobody_hears_of_is_found_at_its_step() throws IOException {
        stripe.delivery(knobs -> knobs.drop("charge.refunded", "refund.created", "refund.updated",
                "charge.refund.updated"));
        assertThat(red(payment(1, "5"))).containsExactly("payment-refunded");
    }

    private static String url() {
        return "http://127.0.0.1:" + app.port();
    }

    private static JsonNode payment(int exit, String wait) throws IOException {
        try (var command = settings.arguments("preflight", "payment", "--url", url(), "--wait", wait, "--json")
                .start()) {
            assertThat(command.awaitExit(PATIENCE)).as(command.output()).isEqualTo(exit);
            return JSON
                    .readTree(command.output().lines().filter(line -> line.startsWith("{\"at\":")).findFirst()
                            .orElseThrow());
        }
    }

    /** What would be an API's webhook without its worker: the event is stored, and nobody ever takes it. */
    private static HttpServer idleWorker() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            try (exchange) {
                var event = JSON.readTree(exchange.getRequestBody().readAllBytes());
                var now = new Date();
                store.getCollection("stripe_inbox").insertOne(new Document("_id", event.path("id").asText())
                        .append("type", event.path("type").asText()).append("created", event.path("created").asLong())
                        .append("livemode", false).append("objectId", event.at("/data/object/id").asText())
                        .append("paymentIntentId", event.at("/data/object/id").asText()).append("source", "WEBHOOK")
                        .append("state", "RECEIVED").append("attempts", 0).append("failures", 0)
                        .append("deliveries", 1).append("receivedAt", now).append("since", now));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server;
    }

    private static Document newestOrder() {
        return store.getCollection("orders").find().sort(new Document("createdAt", -1)).first();
    }

    private static long refunded(String intent) {
        return stripe.events().stream().filter(event -> "charge.refunded".equals(event.path("type").asText()))
                .filter(event -> intent.equals(event.at("/data/object/payment_intent").asText()))
                .mapToLong(event -> event.at("/data/object/amount_refunded").asLong()).sum();
    }

    private static List<String> red(JsonNode examination) {
        return examination.path("results").findParents("mark").stream()
                .filter(result -> "BAD".equals(result.path("mark").asText())).map(result -> result.path("id").asText())
                .toList();
    }

    private static String found(JsonNode examination, String id) {
        return examination.path("results").findParents("mark").stream()
                .filter(result -> id.equals(result.path("id").asText())).findFirst().orElseThrow().path("found")
                .asText();
    }
}
