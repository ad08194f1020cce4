package com.oraclelumira.api.testing;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.stripe.net.Webhook;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;

import static io.restassured.RestAssured.given;

/**
 * A customer in front of the shop, and Stripe behind it. Each shop has a network address of its own (through a trusted
 * proxy), so that tests do not share limits or sign-in proofs.
 */
public final class Shop {
    private static final AtomicInteger NETWORKS = new AtomicInteger(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final String email = "client." + UUID.randomUUID() + "@example.com";
    private final String address;

    public Shop() {
        int n = NETWORKS.getAndIncrement();
        address = "198.18." + n / 250 + "." + (n % 250 + 1);
    }

    /** The same customer from another address. */
    public RequestSpecification fromElsewhere() {
        return new Shop().request();
    }

    public RequestSpecification request() {
        return given().header("X-Forwarded-For", address).contentType(ContentType.JSON);
    }

    public Response checkout(String productId) {
        return checkout(Map.of("productId", productId, "customerEmail", email, "customerName", "Paul Payant Dupont",
                "customerPhone", "0612345678", "metadata", Map.of("source", "spa-checkout", "timestamp", "x")));
    }

    public Response checkout(Map<String, ?> body) {
        return request().body(body).post("/api/products/create-payment-intent");
    }

    /** A started checkout's PaymentIntent. */
    public String order(String productId) {
        return checkout(productId).then().statusCode(200).extract().path("orderId");
    }

    /** A paid order: checkout, payment at the sandbox, webhook, and the wait until the page shows it. */
    public String buy(String productId) {
        var intent = order(productId);
        webhooksGoTo("/api/payments/webhook");
        ShopResource.stripe().cardholder().succeed(intent);
        awaitStatus(intent, "paid");
        return intent;
    }

    /** The id of a paid order, as the desk names it. */
    public String paidOrder() {
        return status(buy("mystique")).path("_id");
    }

    public Response status(String handle) {
        return request().get("/api/orders/" + handle);
    }

    public void awaitStatus(String handle, String expected) {
        await().until(() -> expected.equals(status(handle).path("status")));
    }

    public Response signIn() {
        return request().body(Map.of("email", email)).post("/api/users/auth/sanctuaire-v2");
    }

    /** The sandbox delivers to this path of the application under test; calling it again changes nothing. */
    public static void webhooksGoTo(String path) {
        ShopResource.stripe().addEndpoint("http://127.0.0.1:" + RestAssured.port + path, ShopResource.WEBHOOK_SECRET);
    }

    /** Delivers these bytes as Stripe would, signed with the current secret. */
    public static Response deliver(String body) {
        return deliver(body, "/api/payments/webhook", ShopResource.WEBHOOK_SECRET);
    }

    public static Response deliver(String body, String path, String secret) {
        return given().contentType(ContentType.JSON).header("Stripe-Signature", signature(body, secret)).body(body)
                .post(path);
    }

    public static String signature(String body, String secret) {
        try {
            return Webhook.Signature.generateSignatureHeader(body, secret);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }
}
