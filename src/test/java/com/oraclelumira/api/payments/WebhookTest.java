package com.oraclelumira.api.payments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.stripe.net.Webhook;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("PAY-2")
@Tag("PAY-3")
@Tag("TST-1")
class WebhookTest {
    @Inject
    Orders orders;

    @Inject
    Users users;

    @Inject
    Inbox inbox;

    @Inject
    Outbox outbox;

    @Inject
    SettableClock clock;

    @Inject
    MeterRegistry metrics;

    private final Shop shop = new Shop();

    @Test
    @Tag("PAY-4")
    @Tag("defect-25")
    void fifty_parallel_copies_of_one_event_make_one_payment_one_user_and_one_mail() {
        var order = order("mystique");
        var event = StripeEvents.succeeded(StripeEvents.newId(), order.paymentIntentId(), id(order), 4700);
        var answers = Parallel.run(50, () -> Shop.deliver(event).statusCode());
        assertThat(answers).containsOnly(200);
        awaitStatus(order, PaymentStatus.PAID);
        Shop.await().until(() -> current(order).effects().stream().allMatch(effect -> effect.doneAt() != null));
        assertThat(current(order).effects()).singleElement()
                .satisfies(effect -> assertThat(effect.attempts()).isEqualTo(1));
        assertThat(users.count("email", shop.email)).isEqualTo(1);
        assertThat(outbox.count("to", shop.email)).isEqualTo(1);
    }

    @Test
    @Tag("PAY-4")
    @Tag("defect-23")
    void the_same_event_on_every_alias_is_one_event() {
        var order = order("mystique");
        var id = StripeEvents.newId();
        var event = StripeEvents.succeeded(id, order.paymentIntentId(), id(order), 4700);
        for (var path : List.of("/api/payments/webhook", "/api/stripe/webhook", "/api/products/webhook"))
            Shop.deliver(event, path, ShopResource.WEBHOOK_SECRET).then().statusCode(200).body("received",
                    equalTo(true));
        awaitStatus(order, PaymentStatus.PAID);
        assertThat(inbox.findById(id).deliveries()).isEqualTo(3);
        assertThat(current(order).effects()).hasSize(1);
    }

    @Test
    void every_configured_secret_is_accepted_and_another_is_not() {
        var order = order("mystique");
        var event = StripeEvents.succeeded(StripeEvents.newId(), order.paymentIntentId(), id(order), 4700);
        Shop.deliver(event, "/api/payments/webhook", "whsec_somebody_elses").then().statusCode(400).body("code",
                equalTo("INVALID_SIGNATURE"));
        Shop.deliver(event, "/api/payments/webhook", ShopResource.OLD_WEBHOOK_SECRET).then().statusCode(200);
        awaitStatus(order, PaymentStatus.PAID);
    }

    @Test
    @Tag("defect-29")
    void a_failed_event_after_success_changes_nothing() {
        var order = order("mystique");
        Shop.deliver(StripeEvents.succeeded(StripeEvents.newId(), order.paymentIntentId(), id(order), 4700));
        awaitStatus(order, PaymentStatus.PAID);
        var late = StripeEvents.newId();
        Shop.deliver(StripeEvents.failed(late, order.paymentIntentId(), id(order), 4700)).then().statusCode(200);
        awaitState(late, InboxEvent.State.DONE);
        assertThat(current(order).payment().status()).isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void a_decline_then_a_success_is_paid() {
        var order = order("mystique");
        Shop.deliver(StripeEvents.failed(StripeEvents.newId(), order.paymentIntentId(), id(order), 4700));
        awaitStatus(order, PaymentStatus.FAILED);
        shop.status(order.paymentIntentId()).then().body("status", equalTo("failed"));
        Shop.deliver(StripeEvents.succeeded(StripeEvents.newId(), order.paymentIntentId(), id(order), 4700));
        awaitStatus(order, PaymentStatus.PAID);
    }

    @Test
    void an_event_that_comes_before_its_order_waits_for_it() {
        var draft = order("mystique");
        var future = new org.bson.types.ObjectId();
        var id = StripeEvents.newId();
        Shop.deliver(StripeEvents.succeeded(id, "pi_" + future.toHexString(), future.toHexString(), 4700)).then()
                .statusCode(200);
        awaitState(id, InboxEvent.State.PARKED);
        orders.mongoCollection().insertOne(copy(draft, future));
        try {
            clock.advance(Duration.ofSeconds(6));
            Shop.await().until(() -> orders.byId(future).orElseThrow().payment().status() == PaymentStatus.PAID);
        } finally {
            clock.reset();
        }
        assertThat(orders.byId(future).orElseThrow().paymentIntentId()).isEqualTo("pi_" + future.toHexString());
    }

    @Test
    @Tag("defect-24")
    void an_event_left_by_a_crash_after_the_insert_is_taken_over() {
        var order = order("mystique");
        var id = StripeEvents.newId();
        var body = StripeEvents.succeeded(id, order.paymentIntentId(), id(order), 4700)
                .getBytes(StandardCharsets.UTF_8);
        var event = StripeEvent.read(body, new com.fasterxml.jackson.databind.ObjectMapper());
        var now = clock.instant();
        inbox.mongoCollection().insertOne(
                InboxEvent.claimed(event, body, "a-process-that-died", now.minusSeconds(31), now.minusSeconds(1)));
        awaitStatus(order, PaymentStatus.PAID);
        awaitState(id, InboxEvent.State.DONE);
    }

    @Test
    void a_wrong_amount_gives_no_access() {
        var order = order("mystique");
        Shop.deliver(StripeEvents.succeeded(StripeEvents.newId(), order.paymentIntentId(), id(order), 100));
        awaitStatus(order, PaymentStatus.REVIEW);
        shop.status(order.paymentIntentId()).then().body("accessGranted", equalTo(false));
        assertThat(current(order).effects()).extracting(effect -> effect.key())
                .containsExactly("review:amount:" + order.paymentIntentId());
    }

    @Test
    void an_unknown_type_is_stored_and_ignored() {
        var id = StripeEvents.newId();
        var event = "{\"id\":\"%s\",\"type\":\"customer.created\",\"api_version\":null,\"data\":{\"object\":{\"id\":\"cus_1\"}}}";
        Shop.deliver(event.formatted(id)).then().statusCode(200);
        assertThat(inbox.findById(id).state()).isEqualTo(InboxEvent.State.IGNORED);
    }

    @Test
    void an_unknown_status_of_a_payment_ends_as_a_dead_letter_and_not_as_a_guess() {
        var order = order("mystique");
        var id = StripeEvents.newId();
        Shop.deliver(StripeEvents.succeeded(id, order.paymentIntentId(), id(order), 4700)
                .replace("\"status\":\"succeeded\"", "\"status\":\"levitating\"")).then().statusCode(200);
        awaitState(id, InboxEvent.State.DEAD);
        assertThat(current(order).payment().status()).isEqualTo(PaymentStatus.PENDING);
    }

    @Test
    void an_event_that_the_database_refuses_every_time_ends_as_a_dead_letter() {
        var order = order("mystique");
        var other = copy(order, new org.bson.types.ObjectId());
        orders.mongoCollection().insertOne(other);
        var id = StripeEvents.newId();
        var before = metrics.counter("lumira.alerts", "name", "EventDead").count();
        // names an order that cannot take this payment: its handle is unique and another order's
        Shop.deliver(StripeEvents.succeeded(id, order.paymentIntentId(), other.id().toHexString(), 4700)).then()
                .statusCode(200);
        awaitState(id, InboxEvent.State.RECEIVED);
        assertThat(inbox.findById(id).lastError()).contains("11000");
        inbox.mongoCollection().updateOne(eq(id), combine(set("failures", 11), set("nextAt", clock.instant())));
        awaitState(id, InboxEvent.State.DEAD);
        Shop.await().until(() -> metrics.counter("lumira.alerts", "name", "EventDead").count() > before);
        orders.deleteById(other.id());
    }

    static Stream<String> hostileBodies() {
        return Stream.of("null", "[]", "\"x\"", "{}", "{", "{\"id\":\"evt_1\"}",
                "{\"id\":\"v2\",\"object\":\"v2.core.event\"}",
                "{\"id\":\"evt_1\",\"type\":\"x\",\"data\":null}",
                "{\"id\":\"evt_" + "1".repeat(300) + "\",\"type\":\"x\",\"data\":{\"object\":{}}}");
    }

    @ParameterizedTest
    @MethodSource("hostileBodies")
    void a_signed_body_that_is_no_event_is_refused(String body) {
        Shop.deliver(body).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t=abc", "t", "t=1,v1", "t=1,v1=00", "v1=00", "t=99999999999999999999,v1=00", "garbage",
            ",,,",
            "t=1700000000,v1=zz"})
    @Tag("SEC-5")
    void a_malformed_signature_is_refused(String header) {
        given().header("X-Forwarded-For", "198.19.0.1").header("Stripe-Signature", header).body("{}")
                .post("/api/payments/webhook").then().statusCode(400);
    }

    @Test
    @Tag("SEC-5")
    void no_signature_an_old_one_or_an_altered_body_is_refused() throws Exception {
        var body = StripeEvents.succeeded(StripeEvents.newId(), "pi_1", null, 4700);
        given().body(body).post("/api/payments/webhook").then().statusCode(400);
        var old = Webhook.Signature.generateSignatureHeader(body, ShopResource.WEBHOOK_SECRET,
                clock.instant().minusSeconds(301).getEpochSecond());
        given().header("Stripe-Signature", old).body(body).post("/api/payments/webhook").then().statusCode(400);
        given().header("Stripe-Signature", Shop.signature(body, ShopResource.WEBHOOK_SECRET)).body(body + " ")
                .post("/api/payments/webhook").then().statusCode(400);
        given().header("Stripe-Signature", "x".repeat(5000)).body(body).post("/api/payments/webhook").then()
                .statusCode(400);
    }

    @Test
    @Tag("SEC-5")
    void a_body_over_one_mebibyte_is_refused() {
        var body = "x".repeat(1024 * 1024 + 1);
        given().header("Stripe-Signature", Shop.signature(body, ShopResource.WEBHOOK_SECRET)).body(body)
                .post("/api/payments/webhook").then().statusCode(413);
    }

    @Test
    @Tag("PAY-5")
    void a_database_away_is_503_in_time_and_the_repeated_delivery_pays() {
        var order = order("mystique");
        var event = StripeEvents.succeeded(StripeEvents.newId(), order.paymentIntentId(), id(order), 4700);
        MongoResource.takeAway();
        try {
            long started = System.nanoTime();
            Shop.deliver(event).then().statusCode(503);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(2500));
        } finally {
            MongoResource.bringBack();
        }
        Shop.await().until(() -> Shop.deliver(event).statusCode() == 200);
        awaitStatus(order, PaymentStatus.PAID);
    }

    private Order order(String level) {
        return orders.byHandle(shop.order(level)).orElseThrow();
    }

    private static String id(Order order) {
        return order.id().toHexString();
    }

    private Order current(Order order) {
        return orders.byId(order.id()).orElseThrow();
    }

    private void awaitStatus(Order order, PaymentStatus status) {
        Shop.await().until(() -> current(order).payment().status() == status);
    }

    private void awaitState(String eventId, InboxEvent.State state) {
        Shop.await().until(() -> inbox.findById(eventId).state() == state);
    }

    private static Order copy(Order order, org.bson.types.ObjectId id) {
        return new Order(id, 0, order.orderNumber() + "9", null, order.level(), order.price(), order.buyer(), null,
                order.payment(), order.fulfilment(), null, List.of(), new com.oraclelumira.api.orders.Origin(null, "",
                        order.origin().network(), null, "test", 1),
                null, null, order.createdAt(), order.updatedAt(), null, null, null);
    }
}
