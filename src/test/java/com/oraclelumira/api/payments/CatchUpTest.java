package com.oraclelumira.api.payments;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import jakarta.inject.Inject;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.ledger.RefundFact;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.mongodb.client.model.Filters.eq;
import static com.oraclelumira.api.testing.ShopResource.stripe;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What no event tells of, and what cannot be joined. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("PAY-4")
class CatchUpTest {
    private static final String[] EVERYTHING = {"*"};
    private static final String[] REFUNDS = {"refund.created", "refund.updated", "charge.refund.updated"};
    private static final String NOT_STRIPES = "levitating";

    @Inject
    Orders orders;

    @Inject
    OpenOrderReconciliation openOrders;

    @Inject
    ReversalReconciliation reversals;

    @Inject
    IntentReconciliation intents;

    @Inject
    Reconciliation reconciliation;

    @Inject
    MongoDatabase database;

    @Inject
    MeterRegistry metrics;

    @Inject
    SettableClock clock;

    @AfterEach
    void calm() {
        clock.reset();
        stripe().delivery(knobs -> knobs.drop(new String[0]).suppress(new String[0]));
        database.getCollection("leases").deleteOne(eq(ReversalReconciliation.JOB));
    }

    @Test
    void a_refund_and_a_dispute_that_stripe_never_made_an_event_of_are_found_by_asking() {
        var refunded = new Shop().buy("mystique");
        var disputed = new Shop().buy("mystique");
        look();
        silence(EVERYTHING);
        stripe().bank().refund(refunded, 1000);
        stripe().bank().dispute(disputed);
        var before = missed();
        assertThat(look().caughtUp()).isEqualTo(2);
        assertThat(missed()).isEqualTo(before + 2);
        assertThat(order(refunded).payment().status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(order(refunded).payment().refundedCents()).isEqualTo(1000);
        assertThat(order(disputed).payment().status()).isEqualTo(PaymentStatus.DISPUTED);
        assertThat(order(disputed).payment().disputedCents()).isEqualTo(4700);
    }

    @Test
    void asking_again_finds_nothing_new_and_writes_nothing() {
        var intent = new Shop().buy("mystique");
        silence(EVERYTHING);
        stripe().bank().refund(intent, 1000);
        look();
        var payment = order(intent).payment();
        clock.advance(Duration.ofMinutes(1));
        assertThat(look().caughtUp()).isZero();
        assertThat(order(intent).payment()).isEqualTo(payment);
    }

    @Test
    void what_becomes_of_them_weeks_later_is_found_as_well() {
        var won = new Shop().buy("mystique");
        var returned = new Shop().buy("mystique");
        silence(EVERYTHING);
        var dispute = stripe().bank().dispute(won).path("id").asText();
        var refund = stripe().bank().refund(returned, 4700).path("id").asText();
        look();
        assertThat(order(returned).payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        stripe().bank().winDispute(dispute);
        stripe().bank().failRefund(refund);
        clock.advance(Duration.ofDays(60));
        assertThat(look().caughtUp()).isEqualTo(2);
        assertThat(order(won).payment().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(order(won).payment().disputedCents()).isZero();
        assertThat(order(returned).payment().status()).isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void a_refund_that_cannot_be_read_stops_no_other_and_is_told() {
        silence(REFUNDS);
        var both = new Shop().buy("mystique");
        stripe().bank().refund(both, 500);
        var unreadable = stripe().bank().refund(both, 1000, NOT_STRIPES).path("id").asText();
        var other = new Shop().buy("mystique");
        stripe().bank().refund(other, 1000);
        for (var intent : List.of(both, other))
            Shop.await().until(() -> Boolean.TRUE.equals(order(intent).payment().refundsUnknown()));
        var before = alerts();
        openOrders.lookAround();
        assertThat(alerts()).isGreaterThan(before);
        assertThat(order(other).payment().refundsUnknown()).isNull();
        assertThat(order(both).payment().facts().refunds()).singleElement()
                .satisfies(refund -> assertThat(refund.status()).isEqualTo(RefundFact.Status.SUCCEEDED))
                .satisfies(refund -> assertThat(refund.id()).isNotEqualTo(unreadable));
    }

    @Test
    void the_daily_look_goes_past_one_that_cannot_be_read() {
        var early = new Shop().buy("mystique");
        var unreadable = new Shop().buy("mystique");
        var late = new Shop().buy("mystique");
        silence(EVERYTHING);
        stripe().bank().refund(early, 1000);
        stripe().bank().refund(unreadable, 1000, NOT_STRIPES);
        stripe().bank().refund(late, 1000);
        var before = alerts();
        look();
        assertThat(alerts()).isGreaterThan(before);
        for (var intent : List.of(early, late))
            assertThat(order(intent).payment().status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
    }

    @Test
    void a_payment_that_the_database_refuses_stops_no_other_and_is_told() {
        var other = new Shop().order("mystique");
        var refused = new Shop().order("mystique");
        var wrongOrder = withoutHandle(refused);
        given().auth().oauth2(ShopResource.SECRET_KEY).formParam("metadata[orderId]", wrongOrder.toHexString())
                .post(stripe().baseUrl() + "/v1/payment_intents/" + refused).then().statusCode(200);
        silence(EVERYTHING);
        stripe().cardholder().succeed(other);
        stripe().cardholder().succeed(refused);
        var before = alerts();
        intents.since(anHourAgo());
        assertThat(alerts()).isGreaterThan(before);
        assertThat(order(other).payment().status()).isEqualTo(PaymentStatus.PAID);
        orders.deleteById(wrongOrder);
    }

    /** A copy of the order that cannot get the payment as its handle: it is the other's. */
    private ObjectId withoutHandle(String intent) {
        var stored = database.getCollection("orders");
        var copy = stored.find(eq("paymentIntentId", intent)).first();
        copy.put("_id", new ObjectId());
        copy.put("orderNumber", copy.getString("orderNumber") + "9");
        copy.remove("paymentIntentId");
        copy.get("origin", Document.class).remove("key");
        stored.insertOne(copy);
        return copy.getObjectId("_id");
    }

    @Test
    void an_operator_is_told_when_another_process_is_at_it_already() {
        var intent = new Shop().buy("mystique");
        silence(EVERYTHING);
        stripe().bank().refund(intent, 1000);
        database.getCollection("leases").insertOne(new Document("_id", ReversalReconciliation.JOB)
                .append("owner", "another").append("until", Date.from(clock.instant().plusSeconds(60))));
        assertThat(reconciliation.since(anHourAgo())).anySatisfy(
                line -> assertThat(line).contains("another process", ReversalReconciliation.JOB));
        assertThat(order(intent).payment().refundedCents()).isZero();
        clock.advance(Duration.ofSeconds(61));
        assertThat(reconciliation.since(anHourAgo())).anySatisfy(
                line -> assertThat(line).startsWith("Refunds and disputes compared: ").endsWith("caught up: 1"));
        assertThat(database.getCollection("leases").countDocuments(eq(ReversalReconciliation.JOB))).isZero();
        assertThat(order(intent).payment().refundedCents()).isEqualTo(1000);
    }

    /** Stripe makes no events of these types from now on. */
    private static void silence(String... types) {
        stripe().delivery(knobs -> knobs.suppress(types));
    }

    private ReversalReconciliation.Findings look() {
        return reversals.since(anHourAgo());
    }

    private Instant anHourAgo() {
        return clock.instant().minus(Duration.ofHours(1));
    }

    private Order order(String intent) {
        return orders.byHandle(intent).orElseThrow();
    }

    private double missed() {
        return metrics.counter("lumira.reconciliation.missed.reversals").count();
    }

    private double alerts() {
        return metrics.counter("lumira.alerts", "name", "ReconciliationStuck").count();
    }
}
