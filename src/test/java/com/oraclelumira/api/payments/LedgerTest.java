package com.oraclelumira.api.payments;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.security.TokenIssuer;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StripeEvents;

import static com.oraclelumira.api.testing.ShopResource.stripe;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("PAY-4")
class LedgerTest {
    @Inject
    Orders orders;

    @Inject
    Outbox outbox;

    @Inject
    Inbox inbox;

    @Inject
    TokenIssuer tokens;

    @Inject
    EventReconciliation events;

    @Inject
    OpenOrderReconciliation openOrders;

    @Inject
    IntentReconciliation intents;

    @Inject
    InboxUpkeep upkeep;

    @Inject
    MeterRegistry metrics;

    @Inject
    SettableClock clock;

    private final Shop shop = new Shop();

    @AfterEach
    void calm() {
        clock.reset();
        stripe().delivery(knobs -> knobs.drop(new String[0]).suppress(new String[0]));
        stripe().faults().clear();
    }

    @Test
    void a_partial_then_a_full_refund_are_ledgered_and_told_and_end_the_access() {
        var intent = shop.buy("mystique");
        stripe().bank().refund(intent, 1000);
        awaitStatus(intent, PaymentStatus.PARTIALLY_REFUNDED);
        shop.status(intent).then().body("status", equalTo("paid")).body("accessGranted", equalTo(true));
        stripe().bank().refund(intent, 3700);
        awaitStatus(intent, PaymentStatus.REFUNDED);
        shop.status(intent).then().body("status", equalTo("refunded")).body("accessGranted", equalTo(false));
        Shop.await().until(() -> mails("REFUND") == 2);
        assertThat(order(intent).payment().refundedCents()).isEqualTo(4700);
    }

    @Test
    void a_refund_that_fails_later_gives_the_access_back_and_tells_the_team() {
        var intent = shop.buy("mystique");
        var refund = stripe().bank().refund(intent, 4700).path("id").asText();
        awaitStatus(intent, PaymentStatus.REFUNDED);
        stripe().bank().failRefund(refund);
        awaitStatus(intent, PaymentStatus.PAID);
        awaitEffect(intent, Obligations.REFUND_FAILED + refund);
    }

    @Test
    @Tag("defect-30")
    void a_dispute_suspends_the_access_and_its_end_decides() {
        var won = shop.buy("mystique");
        var dispute = stripe().bank().dispute(won).path("id").asText();
        awaitStatus(won, PaymentStatus.DISPUTED);
        shop.status(won).then().body("accessGranted", equalTo(false));
        stripe().bank().winDispute(dispute);
        awaitStatus(won, PaymentStatus.PAID);
        assertThat(order(won).payment().disputedCents()).isZero();
        var lost = new Shop().buy("mystique");
        stripe().bank().loseDispute(stripe().bank().dispute(lost).path("id").asText());
        awaitStatus(lost, PaymentStatus.CHARGEBACK);
        assertThat(order(lost).payment().disputedCents()).isEqualTo(4700);
    }

    @Test
    void an_early_fraud_warning_changes_no_money_and_tells_the_team() {
        var intent = shop.buy("mystique");
        stripe().bank().warn(intent);
        Shop.await()
                .until(() -> order(intent).effects().stream().anyMatch(e -> e.key().startsWith(Obligations.WARNING)));
        assertThat(order(intent).payment().status()).isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void a_decline_nudges_once_and_later_unless_she_paid_meanwhile() {
        Shop.webhooksGoTo("/api/payments/webhook");
        var declined = shop.order("mystique");
        stripe().cardholder().decline(declined);
        awaitStatus(declined, PaymentStatus.FAILED);
        assertThat(mails("PAYMENT_DECLINED")).isZero();
        var happy = new Shop();
        var paid = happy.order("mystique");
        stripe().cardholder().decline(paid);
        awaitStatus(paid, PaymentStatus.FAILED);
        stripe().cardholder().succeed(paid);
        awaitStatus(paid, PaymentStatus.PAID);
        clock.advance(Duration.ofMinutes(31));
        awaitEffect(declined, Obligations.NUDGE_DECLINED);
        awaitEffect(paid, Obligations.NUDGE_DECLINED);
        assertThat(mails("PAYMENT_DECLINED")).isEqualTo(1);
        assertThat(outbox.count("to = ?1 and template = ?2", happy.email, "PAYMENT_DECLINED")).isZero();
    }

    @Test
    void events_that_were_never_delivered_are_fetched_and_applied() {
        Shop.webhooksGoTo("/api/payments/webhook");
        var intent = shop.order("mystique");
        stripe().delivery(knobs -> knobs.drop("*"));
        stripe().cardholder().succeed(intent);
        var before = told("EventsMissed");
        clock.advance(Duration.ofMinutes(3));
        events.since(clock.instant().minus(Duration.ofMinutes(10)));
        awaitStatus(intent, PaymentStatus.PAID);
        assertThat(told("EventsMissed")).isGreaterThan(before);
    }

    @Test
    void a_payment_that_stripe_never_made_an_event_of_is_found_by_asking() {
        Shop.webhooksGoTo("/api/payments/webhook");
        stripe().delivery(knobs -> knobs.suppress("payment_intent.succeeded"));
        var asked = shop.order("mystique");
        stripe().cardholder().succeed(asked);
        clock.advance(Duration.ofMinutes(16));
        openOrders.lookAround();
        assertThat(order(asked).payment().status()).isEqualTo(PaymentStatus.PAID);
        var compared = new Shop().order("mystique");
        stripe().cardholder().succeed(compared);
        assertThat(intents.since(clock.instant().minus(Duration.ofHours(1))).caughtUp()).isGreaterThanOrEqualTo(1);
        assertThat(order(compared).payment().status()).isEqualTo(PaymentStatus.PAID);
    }

    /** A payment that Stripe knows nothing of; false when the order has changed since it was read. */
    private boolean invented(Order order) {
        var payment = order.payment().join(StripeFacts.intent(intentJson("pi_not_at_stripe"), 1, "x"),
                order.terms(false));
        return orders.settle(order, payment, List.of(), null);
    }

    @Test
    void money_without_order_and_order_without_money_are_both_found() {
        var orphan = shop.buy("mystique");
        var order = order(orphan);
        orders.mongoCollection().deleteOne(com.mongodb.client.model.Filters.eq(order.id()));
        var unpaid = new Shop().order("mystique");
        Shop.await().until(() -> invented(order(unpaid))); // again when Stripe's own event of it came in between
        clock.advance(Duration.ofMinutes(30));
        var before = List.of(told("MoneyWithoutOrder"), told("OrderWithoutMoney"));
        var findings = intents.since(clock.instant().minus(Duration.ofHours(1)));
        assertThat(findings.moneyWithoutOrder()).contains(orphan);
        assertThat(findings.orderWithoutMoney()).contains(order(unpaid).orderNumber());
        assertThat(told("MoneyWithoutOrder")).isGreaterThan(before.getFirst());
        assertThat(told("OrderWithoutMoney")).isGreaterThan(before.getLast());
    }

    private double told(String alert) {
        return metrics.counter("lumira.alerts", "name", alert).count();
    }

    @Test
    void an_operator_sees_an_order_s_facts_events_and_effects_and_nobody_else_does() {
        var intent = shop.buy("mystique");
        var number = order(intent).orderNumber();
        for (var id : List.of(intent, number, order(intent).id().toHexString()))
            admin().get("/api/admin/payments/orders/" + id).then().statusCode(200).body("status", equalTo("PAID"))
                    .body("capturedCents", equalTo(4700)).body("facts.intents[0].id", equalTo(intent))
                    .body("events.type", hasItem("payment_intent.succeeded")).body("effects.key", hasItem("paid"));
        admin().get("/api/admin/payments/orders/nope").then().statusCode(404);
        given().get("/api/admin/payments/orders/" + intent).then().statusCode(401);
        given().auth().oauth2(Desk.expert().token).get("/api/admin/payments/orders/" + intent).then().statusCode(403);
        var customer = shop.signIn().<String>path("token");
        given().auth().oauth2(customer).get("/api/admin/payments/orders/" + intent).then().statusCode(403);
    }

    @Test
    void a_dead_letter_is_listed_and_replayed_after_the_fault_is_mended() {
        var order = order(shop.order("mystique"));
        var id = StripeEvents.newId();
        var body = StripeEvents.succeeded(id, order.paymentIntentId(), order.id().toHexString(), 4700);
        Shop.deliver(body.replace("\"succeeded\"", "\"levitating\"")).then().statusCode(200);
        Shop.await().until(() -> inbox.findById(id).state() == InboxEvent.State.DEAD);
        admin().get("/api/admin/payments/events").then().body("events.id", hasItem(id));
        inbox.mongoCollection().updateOne(com.mongodb.client.model.Filters.eq(id),
                com.mongodb.client.model.Updates.set("raw", body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        admin().post("/api/admin/payments/events/" + id + "/replay").then().statusCode(200).body("replayed",
                equalTo(1));
        awaitStatus(order.paymentIntentId(), PaymentStatus.PAID);
        admin().post("/api/admin/payments/events/evt_unknown/replay").then().statusCode(404);
        admin().body(Map.of()).post("/api/admin/payments/replay").then().statusCode(400);
        admin().body(Map.of("state", "LOST")).post("/api/admin/payments/replay").then().statusCode(400);
        admin().body(Map.of("type", "payment_intent.succeeded")).post("/api/admin/payments/replay").then()
                .body("replayed", greaterThan(0));
    }

    @Test
    void what_is_done_is_forgotten_after_ninety_days_and_what_is_not_never() {
        var intent = shop.buy("mystique");
        var done = Shop.await().until(() -> inbox.mongoCollection().find(com.mongodb.client.model.Filters.and(
                com.mongodb.client.model.Filters.eq("paymentIntentId", intent),
                com.mongodb.client.model.Filters.eq("state", InboxEvent.State.DONE))).first(), Objects::nonNull);
        var dead = StripeEvents.newId();
        Shop.deliver(StripeEvents.succeeded(dead, "pi_x", null, 1).replace("\"succeeded\"", "\"levitating\""));
        Shop.await().until(() -> inbox.findById(dead).state() == InboxEvent.State.DEAD);
        clock.advance(Duration.ofDays(89));
        upkeep.sweep();
        assertThat(inbox.findById(done.id())).isNotNull();
        clock.advance(Duration.ofDays(2));
        upkeep.sweep();
        assertThat(inbox.findById(done.id())).isNull();
        assertThat(inbox.findById(dead)).isNotNull();
    }

    private RequestSpecification admin() {
        return given().contentType(ContentType.JSON).auth()
                .oauth2(tokens.desk("operator", Set.of(Roles.ADMIN), Duration.ofMinutes(5)));
    }

    private static com.fasterxml.jackson.databind.JsonNode intentJson(String id) {
        return new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode().put("id", id)
                .put("status", "succeeded")
                .put("amount", 4700).put("amount_received", 4700).put("currency", "eur").put("livemode", false);
    }

    private Order order(String intent) {
        return orders.byHandle(intent).orElseThrow();
    }

    private long mails(String template) {
        return outbox.count("to = ?1 and template = ?2", shop.email, template);
    }

    private void awaitStatus(String intent, PaymentStatus status) {
        Shop.await().until(() -> order(intent).payment().status() == status);
    }

    private void awaitEffect(String intent, String key) {
        Shop.await()
                .until(() -> order(intent).effects().stream().anyMatch(e -> e.key().equals(key) && e.doneAt() != null));
    }
}
