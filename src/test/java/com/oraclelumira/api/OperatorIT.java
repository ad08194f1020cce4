package com.oraclelumira.api;

import java.time.Duration;
import java.util.Date;
import java.util.Map;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClients;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
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

/** The commands of docs/runbook/stripe.md and desk.md, run as an operator runs them: beside the packaged application. */
@Tag("DOC-6")
class OperatorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int METRICS = PackagedApp.freePort();

    private static StripeSandbox stripe;
    private static String mongo;
    private static AppSettings settings;
    private static PackagedApp service;
    private static String token;

    @BeforeAll
    static void start() {
        stripe = StripeSandbox.start(SandboxSettings.defaults());
        mongo = new MongoResource().start().get("quarkus.mongodb.connection-string");
        settings = AppSettings.ofThisBuild().with(Map.of("APP_ENV", "staging", "MONGODB_URI", mongo, "STRIPE_API_BASE",
                stripe.baseUrl(), "STRIPE_SECRET_KEY", "sk_test_operator", "STRIPE_WEBHOOK_SECRET",
                "whsec_not_known_yet",
                "JWT_SECRET", "the-operator-has-a-secret-0123456789abc", "CORS_ORIGIN", "https://oraclelumira.com",
                "SHUTDOWN_DELAY", "0s"));
        service = settings.with("MANAGEMENT_PORT", String.valueOf(METRICS)).start();
        service.awaitReady(PATIENCE);
    }

    @AfterAll
    static void stop() {
        service.close();
        stripe.close();
    }

    @Test
    @Tag("PAY-2")
    void the_endpoint_is_set_up_once_and_its_secret_shown_once() {
        var url = service.uri("/api/payments/webhook").toString();
        assertThat(output("stripe-endpoint", "--url", url)).contains("delivers to " + url,
                "STRIPE_WEBHOOK_SECRET=whsec_");
        assertThat(output("stripe-endpoint", "--url", url)).contains("It existed already").doesNotContain("whsec_");
    }

    @Test
    @Tag("PAY-4")
    void a_payment_whose_deliveries_were_refused_is_caught_up_and_looked_at() {
        var intent = http().body(Map.of("productId", "mystique", "customerEmail", "operateur@example.com"))
                .post("/api/products/create-payment-intent").then().statusCode(200).extract().<String>path("orderId");
        stripe.cardholder().succeed(intent);
        assertThat(output("reconcile", "--hours", "1")).contains("Payments compared:", "Money without order: []");
        awaitStatus(intent, "PAID");
        assertThat(output("replay", "--type", "payment_intent.succeeded")).contains("events are due again");
        stripe.delivery(knobs -> knobs.suppress("*")); // as if Stripe never made an event of it
        stripe.bank().refund(intent, 4700);
        assertThat(output("reconcile")).contains("Refunds and disputes compared: 1, caught up: 1");
        awaitStatus(intent, "REFUNDED");
    }

    @Test
    @Tag("PAY-4")
    void a_reconciliation_that_another_process_does_already_is_left_out_and_said_so() {
        try (var client = MongoClients.create(mongo)) {
            var leases = client.getDatabase(new ConnectionString(mongo).getDatabase()).getCollection("leases");
            leases.insertOne(new Document("_id", "reconcile-intents").append("owner", "another").append("until",
                    new Date(System.currentTimeMillis() + 60_000)));
            assertThat(output("reconcile", "--hours", "720")).contains("another process is at reconcile-intents",
                    "Refunds and disputes compared:").doesNotContain("Payments compared:");
            leases.deleteOne(new Document("_id", "reconcile-intents"));
        }
    }

    @Test
    @Tag("MON-6")
    void what_the_reconciliations_count_can_be_watched_from_the_start() {
        assertThat(given().port(METRICS).get("/metrics").asString()).contains(
                "lumira_reconciliation_missed_events_total", "lumira_reconciliation_missed_payments_total",
                "lumira_reconciliation_missed_reversals_total", "lumira_reconciliation_orphan_payments_total");
    }

    @Test
    @Tag("SEC-2")
    void an_expert_is_made_put_out_and_let_in_again_beside_the_running_service() {
        var first = password(output("expert-create", "--email", "nora@example.com", "--name", "Nora"));
        var token = login(first).then().statusCode(200).extract().<String>path("token");
        var order = http().body(Map.of("productId", "initie", "customerEmail", "libre@example.com"))
                .post("/api/products/create-payment-intent").then().statusCode(200).extract().<String>path("orderId");
        var id = http().get("/api/orders/" + order).<String>path("_id");
        http().auth().oauth2(token).post("/api/expert/orders/" + id + "/assign").then().statusCode(200);
        assertThat(output("expert-disable", "--email", "nora@example.com")).contains("Disabled expert:");
        http().auth().oauth2(token).get("/api/expert/verify").then().statusCode(401);
        login(first).then().statusCode(400);
        var second = password(output("expert-reset", "--email", "nora@example.com"));
        login(first).then().statusCode(400);
        token = login(second).then().statusCode(200).extract().path("token");
        http().auth().oauth2(token).get("/api/expert/orders/assigned").then().statusCode(200)
                .body("pagination.count", equalTo(0));
    }

    @Test
    @Tag("DB-4")
    void what_a_start_would_migrate_is_told_without_migrating_and_what_was_is_listed() {
        var address = new ConnectionString(mongo);
        var elsewhere = mongo.replace("/" + address.getDatabase(), "/" + address.getDatabase() + "_new");
        try (var plan = settings.with("MONGODB_URI", elsewhere).arguments("migrate", "plan").start();
                var client = MongoClients.create(mongo)) {
            assertThat(plan.awaitExit(PATIENCE)).isEqualTo(2);
            assertThat(plan.output()).contains("would run", "001-order-indexes");
            assertThat(client.getDatabase(address.getDatabase() + "_new").listCollectionNames()).isEmpty();
        }
        assertThat(output("migrate", "status")).contains("applied  001-order-indexes").doesNotContain("pending",
                "unknown");
    }

    /** The service alarms; a command, however often somebody asks it, does not. */
    @Test
    @Tag("MON-6")
    void a_command_alarms_nobody_of_an_endpoint_that_stripe_does_not_have() {
        try (var alone = settings.with("PUBLIC_URL", "http://nobody.example").arguments("reconcile", "--hours", "1")
                .start()) {
            assertThat(alone.awaitExit(PATIENCE)).isZero();
            assertThat(alone.output()).contains("Payments compared:").doesNotContain("StripeEndpointFaulty");
        }
    }

    @Test
    void wrong_options_are_answered_with_a_sentence_and_64() {
        assertThat(run("replay").exitCode()).isEqualTo(64);
        assertThat(run("reconcile", "--hours", "9999").output()).contains("from 1 to 720");
        assertThat(run("no-such-command").output()).contains("Usage:");
    }

    private static void awaitStatus(String intent, String status) {
        if (token == null)
            token = output("admin-token", "--for", "me", "--minutes", "5").lines()
                    .filter(line -> line.startsWith("eyJ")).findFirst().orElseThrow();
        Awaitility.await().atMost(PATIENCE)
                .untilAsserted(() -> http().auth().oauth2(token).get("/api/admin/payments/orders/" + intent).then()
                        .statusCode(200)
                        .body("status", equalTo(status)));
    }

    private static String password(String printed) {
        return printed.lines().filter(line -> line.startsWith("Password: ")).findFirst().orElseThrow()
                .substring("Password: ".length());
    }

    private static Response login(String password) {
        return http().body(Map.of("email", "nora@example.com", "password", password)).post("/api/expert/login");
    }

    private static RequestSpecification http() {
        return given().baseUri("http://127.0.0.1").port(service.port()).contentType(ContentType.JSON);
    }

    private static String output(String... words) {
        try (var command = run(words)) {
            assertThat(command.exitCode()).describedAs(command.output()).isZero();
            return command.output();
        }
    }

    private static PackagedApp run(String... words) {
        var command = settings.arguments(words).start();
        command.awaitExit(PATIENCE);
        return command;
    }
}
