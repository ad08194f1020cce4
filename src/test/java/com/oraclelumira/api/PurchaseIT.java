package com.oraclelumira.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.sandbox.AppSettings;
import com.oraclelumira.sandbox.PackagedApp;
import com.oraclelumira.sandbox.stripe.SandboxSettings;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** The packaged application as a deployment starts it: environment variables only, everything else over sockets. */
@Tag("PAY-6")
@Tag("GO-1")
class PurchaseIT {
    private static final String WEBHOOK_SECRET = "whsec_of_the_black_box";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static StripeSandbox stripe;
    private static PackagedApp app;
    private static MongoClient client;
    private static MongoDatabase store;

    @BeforeAll
    static void start() {
        var mongo = new MongoResource().start().get("quarkus.mongodb.connection-string");
        client = MongoClients.create(mongo);
        store = client.getDatabase(new ConnectionString(mongo).getDatabase());
        stripe = StripeSandbox.start(SandboxSettings.defaults());
        app = AppSettings.ofThisBuild().with(Map.of("APP_ENV", "staging", "MONGODB_URI", mongo, "STRIPE_API_BASE",
                stripe.baseUrl(), "STRIPE_SECRET_KEY", "sk_test_black_box", "STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET,
                "JWT_SECRET", "the-black-box-has-a-secret-0123456789", "CORS_ORIGIN", "https://oraclelumira.com",
                "SHUTDOWN_DELAY", "0s")).start();
        app.awaitReady(PATIENCE);
        stripe.addEndpoint(app.uri("/api/payments/webhook").toString(), WEBHOOK_SECRET);
    }

    @AfterAll
    static void stop() {
        app.close();
        stripe.close();
        client.close();
    }

    @Test
    void a_visitor_buys_a_reading_and_signs_in() {
        request().get("/api/products").then().statusCode(200).body("products[1].amountCents", equalTo(4700));
        var orderId = checkout("achat@example.com");
        request().get("/api/orders/" + orderId).then().body("status", equalTo("pending"));
        stripe.cardholder().succeed(orderId);
        awaitPaidByWebhook(orderId);
        request().get("/api/orders/" + orderId).then().body("status", equalTo("paid"));
        request().get("/api/products/orders/" + orderId).then().body("order.status", equalTo("completed"))
                .body("accessGranted", equalTo(true));
        var token = request().body(Map.of("email", "achat@example.com")).post("/api/users/auth/sanctuaire-v2").then()
                .statusCode(200).extract().<String>path("token");
        request().auth().oauth2(token).get("/api/users/entitlements").then().statusCode(200).body("highestLevel",
                equalTo("mystique"));
    }

    @Test
    @Tag("MON-1")
    void a_database_that_goes_and_comes_back_costs_nothing_but_time() {
        var orderId = checkout("coupure@example.com");
        MongoResource.takeAway();
        try {
            await(() -> request().get("/health").statusCode() == 503); // an answer of the second before may still hold
            request().get("/health/ready").then().statusCode(200);
            stripe.cardholder().succeed(orderId);
        } finally {
            MongoResource.bringBack();
        }
        awaitPaidByWebhook(orderId);
        assertThat(app.output()).doesNotContain("coupure@example.com");
    }

    /** Looks into the store: asking the API would make it ask Stripe, and hide a webhook that does not work. */
    private static void awaitPaidByWebhook(String orderId) {
        await(() -> {
            var order = store.getCollection("orders").find(Filters.eq("paymentIntentId", orderId)).first();
            var fact = order.getEmbedded(List.of("payment", "facts"), Document.class).getList("intents", Document.class)
                    .getFirst();
            return "SUCCEEDED".equals(fact.getString("status")) && fact.getString("source").startsWith("evt_");
        });
    }

    private static String checkout(String email) {
        return request().body(Map.of("productId", "mystique", "customerEmail", email, "customerName", "Anna Essai"))
                .post("/api/products/create-payment-intent").then().statusCode(200).extract().path("orderId");
    }

    private static RequestSpecification request() {
        return given().baseUri("http://127.0.0.1").port(app.port()).contentType(ContentType.JSON);
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).ignoreExceptions().until(condition);
    }
}
