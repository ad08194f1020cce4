package com.oraclelumira.api;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.sandbox.AppSettings;
import com.oraclelumira.sandbox.PackagedApp;
import com.oraclelumira.sandbox.stripe.SandboxSettings;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/**
 * What docs/runbook/stripe.md tells an operator to do to a running shop, step by step with the commands as they stand
 * there: roll the secret, move to another endpoint, replay, refund. A purchase after each step must be paid.
 */
@Tag("PAY-2")
@Tag("PAY-4")
@Tag("DOC-6")
class EndpointChangeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ENDPOINT = Pattern.compile("Endpoint (we_\\S+)");
    private static final Pattern SECRET = Pattern.compile("STRIPE_WEBHOOK_SECRET=(whsec_\\S+)");

    private final StripeSandbox stripe = StripeSandbox.start(SandboxSettings.defaults());
    private final int port = PackagedApp.freePort();
    private AppSettings settings = AppSettings.ofThisBuild().with(Map.of("APP_ENV", "staging", "PORT",
            String.valueOf(port), "MONGODB_URI", new MongoResource().start().get("quarkus.mongodb.connection-string"),
            "STRIPE_API_BASE", stripe.baseUrl(), "STRIPE_SECRET_KEY", "sk_test_operator", "STRIPE_WEBHOOK_SECRET",
            "whsec_of_nobody_yet", "JWT_SECRET", "the-operator-has-a-secret-0123456789abc", "CORS_ORIGIN",
            "https://oraclelumira.com", "SHUTDOWN_DELAY", "0s"));
    private PackagedApp service;
    private String token;

    @AfterEach
    void stop() {
        service.close();
        stripe.close();
    }

    @Test
    void secret_and_endpoint_change_under_a_running_shop_without_losing_an_event() {
        var first = output("stripe-endpoint", "--url", "http://127.0.0.1:" + port + "/api/payments/webhook");
        deployWith(found(SECRET, first));
        buy("one");
        stripe.rollSecret(found(ENDPOINT, first), "whsec_rolled");
        buy("while-rolled");
        deployWith("whsec_rolled," + found(SECRET, first));
        buy("both-secrets");
        deployWith("whsec_rolled");
        var second = output("stripe-endpoint", "--url", "http://127.0.0.1:" + port + "/api/stripe/webhook");
        deployWith(found(SECRET, second) + ",whsec_rolled");
        ledger(buy("two-endpoints")).body("events.deliveries", hasItem(2));
        stripeApi().formParam("disabled", "true").post("/v1/webhook_endpoints/" + found(ENDPOINT, first)).then()
                .statusCode(200);
        deployWith(found(SECRET, second));
        var last = buy("new-endpoint");
        refund(last);
        replay(last, found(SECRET, second));
    }

    private void refund(String intent) {
        stripeApi().formParam("payment_intent", intent).post("/v1/refunds").then().statusCode(200);
        awaitStatus(intent, "REFUNDED");
    }

    private void replay(String intent, String secret) {
        var event = StripeEvents.newId();
        shop().header("Stripe-Signature", Shop.signature(unknownStatus(event, intent), secret))
                .body(unknownStatus(event, intent)).post("/api/payments/webhook").then().statusCode(200);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> admin().get("/api/admin/payments/events").then()
                .body("events.id", hasItem(event)));
        assertThat(output("replay", "--state", "DEAD")).contains("1 events are due again");
        assertThat(output("replay", "--id", event)).contains("1 events are due again");
        assertThat(output("replay", "--type", "payment_intent.succeeded", "--from", "2020-01-01T00:00:00Z", "--to",
                "2100-01-01T00:00:00Z")).contains("6 events are due again");
        assertThat(output("replay", "--from", "2100-01-01T00:00:00Z")).contains("0 events are due again");
        awaitStatus(intent, "REFUNDED");
    }

    private static String unknownStatus(String event, String intent) {
        return StripeEvents.succeeded(event, intent, null, 4700).replace("\"status\":\"succeeded\"",
                "\"status\":\"levitating\"");
    }

    /** The same service with other secrets, as a redeployment starts it. */
    private void deployWith(String secrets) {
        if (service != null)
            service.close();
        settings = settings.with("STRIPE_WEBHOOK_SECRET", secrets);
        service = settings.start();
        service.awaitReady(PATIENCE);
    }

    /** The PaymentIntent of a purchase that was paid by what the webhook brought. */
    private String buy(String who) {
        var intent = shop().body(Map.of("productId", "mystique", "customerEmail", who + "@example.com"))
                .post("/api/products/create-payment-intent").then().statusCode(200).extract().<String>path("orderId");
        stripe.cardholder().succeed(intent);
        assertThat(stripe.awaitQuiet(PATIENCE)).isTrue();
        awaitStatus(intent, "PAID");
        return intent;
    }

    private void awaitStatus(String intent, String status) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> ledger(intent).body("status", equalTo(status)));
    }

    private io.restassured.response.ValidatableResponse ledger(String intent) {
        return admin().get("/api/admin/payments/orders/" + intent).then().statusCode(200);
    }

    private RequestSpecification admin() {
        if (token == null)
            token = output("admin-token", "--for", "me", "--minutes", "15").lines()
                    .filter(line -> line.startsWith("eyJ")).findFirst().orElseThrow();
        return shop().auth().oauth2(token);
    }

    private RequestSpecification shop() {
        return given().baseUri("http://127.0.0.1").port(port).contentType(ContentType.JSON);
    }

    private RequestSpecification stripeApi() {
        return given().baseUri(stripe.baseUrl()).auth().preemptive().basic("sk_test_operator", "");
    }

    private static String found(Pattern what, String output) {
        var match = what.matcher(output);
        assertThat(match.find()).describedAs(output).isTrue();
        return match.group(1);
    }

    private String output(String... words) {
        try (var command = settings.arguments(words).start()) {
            assertThat(command.awaitExit(PATIENCE)).describedAs(command.output()).isZero();
            return command.output();
        }
    }
}
