package com.oraclelumira.api.payments;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.sandbox.stripe.Fault;
import com.oraclelumira.sandbox.stripe.Fault.Type;

import static com.oraclelumira.api.testing.ShopResource.stripe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("PAY-6")
class CheckoutTest {
    @Inject
    Orders orders;

    @Inject
    OrdersOfClient ofClient;

    @Inject
    CircuitBreakerMaintenance breakers;

    private final Shop shop = new Shop();

    @AfterEach
    void calm() {
        stripe().faults().clear();
        breakers.resetAll();
    }

    @Test
    void stores_the_order_before_the_payment_and_binds_both() {
        var intent = shop.order("mystique");
        var order = orders.byHandle(intent).orElseThrow();
        assertThat(order.payment().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(order.price().amountCents()).isEqualTo(4700);
        assertThat(order.orderNumber()).matches("LU\\d{6}\\d{4,}");
        assertThat(ShopResource.intent(intent).getString("metadata.orderId")).isEqualTo(order.id().toHexString());
    }

    @Test
    void sends_stripe_no_personal_data_and_a_suffix_for_the_statement() {
        var sent = ShopResource.intent(shop.order("mystique"));
        assertThat(sent.getString("statement_descriptor_suffix")).isEqualTo("LECTURE");
        assertThat(sent.prettify()).doesNotContain("client.").doesNotContain("Dupont").doesNotContain("0612345678");
    }

    @Test
    @Tag("SEC-1")
    @Tag("defect-9")
    void client_metadata_can_change_nothing() {
        var intent = shop.checkout(Map.of("productId", "mystique", "customerEmail", shop.email, "metadata",
                Map.of("level", "integrale", "productName", "HACK", "customerEmail", "victim@example.com", "orderId",
                        "x",
                        "amount", "1")))
                .then().statusCode(200).body("amount", equalTo(4700)).extract().<String>path("orderId");
        var order = orders.byHandle(intent).orElseThrow();
        assertThat(order.level().id()).isEqualTo("mystique");
        assertThat(order.buyer().email()).isEqualTo(shop.email);
        assertThat(ShopResource.intent(intent).prettify()).doesNotContain("HACK").doesNotContain("victim@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__proto__", "constructor", "toString", "nope", "MYSTIQUE", "mystique "})
    void refuses_what_is_not_in_the_catalogue(String productId) {
        shop.checkout(productId).then().statusCode(404).body("code", equalTo("PRODUCT_NOT_FOUND"))
                .body("validProductIds", hasItems("initie", "mystique", "profond", "integrale"));
    }

    @Test
    @Tag("defect-35")
    void refuses_a_level_that_is_coming_soon() {
        shop.checkout("integrale").then().statusCode(409).body("code", equalTo("PRODUCT_UNAVAILABLE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a@b", "", "a b@c.fr"})
    void refuses_a_bad_address_on_every_level(String email) {
        for (var level : new String[]{"initie", "mystique"})
            shop.checkout(Map.of("productId", level, "customerEmail", email)).then().statusCode(400).body("code",
                    equalTo("INVALID_EMAIL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name+tag", "o'brien"})
    void accepts_addresses_that_v1_lost(String local) {
        shop.checkout(Map.of("productId", "mystique", "customerEmail", local + ".x@ville.photography")).then()
                .statusCode(200);
    }

    @Test
    void a_name_too_long_is_refused_and_control_characters_are_dropped() {
        shop.checkout(Map.of("productId", "mystique", "customerEmail", shop.email, "customerName", "n".repeat(121)))
                .then()
                .statusCode(400).body("code", equalTo("VALIDATION_ERROR"));
        var intent = shop
                .checkout(Map.of("productId", "mystique", "customerEmail", shop.email, "customerName", "A\nB\u0000 C"))
                .<String>path("orderId");
        assertThat(orders.byHandle(intent).orElseThrow().buyer().fullName()).isEqualTo("AB C");
    }

    @Test
    @Tag("PAY-4")
    @Tag("defect-33")
    void a_double_click_yields_one_order_and_one_payment_intent() {
        var intents = Parallel.run(8, () -> shop.order("profond"));
        assertThat(intents).hasSize(8).containsOnly(intents.getFirst());
        assertThat(ofClient.some(shop.email, null, 100)).hasSize(1);
    }

    @Test
    @Tag("defect-33")
    void a_retry_of_the_same_checkout_finds_it_again_and_another_level_does_not() {
        var first = shop.order("mystique");
        assertThat(shop.order("mystique")).isEqualTo(first);
        assertThat(shop.order("profond")).isNotEqualTo(first);
    }

    @Test
    void the_same_basket_from_another_network_is_another_order() {
        var mine = shop.order("mystique");
        var theirs = shop.fromElsewhere()
                .body(Map.of("productId", "mystique", "customerEmail", shop.email, "customerName", "Paul Payant Dupont",
                        "customerPhone", "0612345678"))
                .post("/api/products/create-payment-intent").then().statusCode(200).extract().<String>path("orderId");
        assertThat(theirs).isNotEqualTo(mine);
    }

    @Test
    void a_paid_checkout_does_not_stand_in_the_way_of_the_next_purchase() {
        var first = shop.buy("mystique");
        assertThat(shop.order("mystique")).isNotEqualTo(first);
    }

    @Test
    void an_idempotency_key_is_honoured_and_may_not_be_reused_for_something_else() {
        Callable<String> buy = () -> shop.request().header("Idempotency-Key", "attempt-" + shop.email)
                .body(Map.of("productId", "mystique", "customerEmail", shop.email))
                .post("/api/products/create-payment-intent")
                .then().statusCode(200).extract().path("orderId");
        var intents = Parallel.run(4, buy);
        assertThat(intents).containsOnly(intents.getFirst());
        shop.request().header("Idempotency-Key", "attempt-" + shop.email)
                .body(Map.of("productId", "profond", "customerEmail", shop.email))
                .post("/api/products/create-payment-intent")
                .then().statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void a_canceled_payment_is_never_offered_again() {
        for (var key : List.of("", "key-" + shop.email)) {
            var dead = open(key);
            stripe().cardholder().cancel(dead);
            var fresh = open(key);
            assertThat(fresh).isNotEqualTo(dead);
            assertThat(ShopResource.intent(fresh).getString("status")).isEqualTo("requires_payment_method");
        }
    }

    private String open(String key) {
        var request = key.isEmpty() ? shop.request() : shop.request().header("Idempotency-Key", key);
        return request.body(Map.of("productId", "mystique", "customerEmail", shop.email))
                .post("/api/products/create-payment-intent").then().statusCode(200).extract().path("orderId");
    }

    @Test
    @Tag("defect-35")
    void the_free_level_five_times_in_parallel_is_one_paid_order_without_stripe() {
        var handles = Parallel.run(5,
                () -> shop.checkout("initie").then().statusCode(200).body("clientSecret", equalTo(""))
                        .body("amount", equalTo(0)).body("orderId", startsWith("free_")).extract()
                        .<String>path("orderId"));
        assertThat(handles).hasSize(5).containsOnly(handles.getFirst());
        assertThat(ofClient.some(shop.email, null, 100)).singleElement()
                .satisfies(order -> assertThat(order.payment().status()).isEqualTo(PaymentStatus.PAID));
    }

    @Test
    void the_free_order_shows_its_buyer_to_her_own_network_only() {
        var handle = shop.checkout("initie").<String>path("orderId");
        shop.status(handle).then().body("metadata.customerName", equalTo("Paul Payant Dupont"));
        var elsewhere = shop.fromElsewhere().body(Map.of("productId", "initie", "customerEmail", shop.email))
                .post("/api/products/create-payment-intent").then().statusCode(200).body("orderId", equalTo(handle));
        assertThat(elsewhere).isNotNull();
        assertThat(shop.fromElsewhere().get("/api/orders/" + handle).asString()).doesNotContain(shop.email)
                .doesNotContain("Dupont").doesNotContain("0612345678");
        assertThat(shop.fromElsewhere().get("/api/products/orders/" + handle).asString()).doesNotContain(shop.email)
                .doesNotContain("Dupont").doesNotContain("0612345678");
    }

    @Test
    @Tag("PAY-5")
    void an_answer_lost_after_the_commit_is_asked_for_again_with_the_same_key() {
        stripe().faults().add(Fault.of(Type.RESET_AFTER, "POST", "/v1/payment_intents"));
        var intent = shop.order("mystique");
        assertThat(orders.byHandle(intent)).isPresent();
        assertThat(ShopResource.intentsOf(orders.byHandle(intent).orElseThrow().id().toHexString())).isEqualTo(1);
    }

    @Test
    @Tag("PAY-5")
    void a_failure_that_stripe_saved_under_our_key_does_not_meet_the_next_click() {
        stripe().faults().add(Fault.of(Type.SERVER_ERROR, "POST", "/v1/payment_intents"));
        shop.checkout("mystique").then().statusCode(502);
        var intent = shop.order("mystique");
        assertThat(ofClient.some(shop.email, null, 100)).hasSize(1);
        assertThat(ShopResource.intentsOf(orders.byHandle(intent).orElseThrow().id().toHexString())).isEqualTo(1);
    }

    @Test
    @Tag("PAY-5")
    @Tag("MON-3")
    void a_dead_stripe_is_a_502_in_french_within_ten_seconds_and_the_next_click_heals() {
        stripe().faults().add(Fault.delay(Duration.ofSeconds(8), "POST", "/v1/payment_intents").times(2));
        long started = System.nanoTime();
        shop.checkout("mystique").then().statusCode(502).body("code", equalTo("STRIPE_SERVICE_ERROR"))
                .body("message", startsWith("Le service de paiement"));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        assertThat(ofClient.some(shop.email, null, 100)).hasSize(1);
        Shop.await().pollInterval(Duration.ofSeconds(1)).until(() -> shop.checkout("mystique").statusCode() == 200);
        assertThat(ofClient.some(shop.email, null, 100)).hasSize(1);
    }

    @Test
    void the_breaker_opens_after_repeated_failures_and_answers_at_once() {
        stripe().faults().add(Fault.of(Type.BAD_GATEWAY, "POST", "/v1/payment_intents").times(100));
        Shop.await().until(() -> new Shop().checkout("mystique").statusCode() == 503);
        new Shop().checkout("mystique").then().statusCode(503).body("code", equalTo("SERVICE_UNAVAILABLE"));
    }
}
