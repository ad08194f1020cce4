package com.oraclelumira.api.privacy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import jakarta.inject.Inject;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.sandbox.stripe.Fault;
import com.oraclelumira.sandbox.stripe.Fault.Type;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.testing.ShopResource.stripe;
import static org.assertj.core.api.Assertions.assertThat;

/** Orders that were never paid do not keep their person for ever, and nobody can pay for one that was erased. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("defect-48")
class AbandonedOrdersTest {
    private static final Duration A_MONTH = Duration.ofDays(30);

    @Inject
    AbandonedOrders abandoned;

    @Inject
    Erasure erasure;

    @Inject
    Orders orders;

    @Inject
    AuditTrail audit;

    @Inject
    MongoDatabase database;

    @Inject
    MeterRegistry metrics;

    @Inject
    SettableClock clock;

    private final Shop shop = new Shop();

    @AfterEach
    void asBefore() {
        clock.reset();
        stripe().delivery(knobs -> knobs.drop(new String[0]).suppress(new String[0]));
        stripe().faults().clear();
    }

    @Test
    void after_a_month_it_is_canceled_at_stripe_and_a_night_later_its_person_is_gone() {
        var intent = left("mystique");
        var photo = "uploads/2026/11/" + intent + ".jpg";
        ShopResource.storage().put(ShopResource.UPLOADS_BUCKET, photo, "image/jpeg", new byte[]{1});
        Purchases.submitted(intent, photo);
        night();
        assertThat(order(intent).payment().status()).isEqualTo(PaymentStatus.CANCELED);
        assertThat(order(intent).erased()).as("what Stripe tells of its end has time to arrive").isFalse();
        assertThat(atStripe(intent)).isEqualTo("canceled");
        night();
        assertThat(order(intent).erased()).isTrue();
        assertThat(stored()).isEmpty();
        Shop.await().until(() -> !ShopResource.storage().has(ShopResource.UPLOADS_BUCKET, photo));
        assertThat(audit.about(order(intent).id().toHexString())).anySatisfy(entry -> {
            assertThat(entry.actor()).isEqualTo("service");
            assertThat(entry.action()).isEqualTo("order.erased");
        });
    }

    @Test
    void not_an_hour_before() {
        var intent = shop.order("mystique");
        aged(intent, A_MONTH.minusHours(1));
        night();
        assertThat(atStripe(intent)).isEqualTo("requires_payment_method");
        assertThat(order(intent).askedStripeAt()).isNull();
    }

    @Test
    @Tag("PAY-4")
    void a_payment_that_is_under_way_at_a_bank_is_left_alone_until_it_has_ended() {
        Shop.webhooksGoTo("/api/payments/webhook");
        var intent = shop.order("mystique");
        stripe().cardholder().process(intent);
        Shop.await().until(() -> order(intent).payment().status() == PaymentStatus.PROCESSING);
        aged(intent, A_MONTH.plusDays(1));
        night();
        night();
        assertThat(atStripe(intent)).isEqualTo("processing");
        assertThat(order(intent).erased()).isFalse();
        stripe().cardholder().succeed(intent);
        shop.awaitStatus(intent, "paid");
    }

    @Test
    @Tag("PAY-4")
    void money_that_nobody_told_us_of_is_found_instead() {
        stripe().delivery(knobs -> knobs.suppress("payment_intent.succeeded", "charge.succeeded"));
        var intent = left("mystique");
        stripe().cardholder().succeed(intent);
        night();
        assertThat(order(intent).payment().status()).isEqualTo(PaymentStatus.PAID);
        night();
        assertThat(order(intent).erased()).isFalse();
        Shop.await().until(() -> order(intent).effect("paid").map(Effect::doneAt).isPresent());
    }

    @Test
    @Tag("PAY-4")
    void what_moved_since_it_was_read_is_not_erased() {
        var intent = left("mystique");
        var read = order(intent);
        Shop.deliver(StripeEvents.succeeded(StripeEvents.newId(), intent, read.id().toHexString(), 4700)).then()
                .statusCode(200);
        shop.awaitStatus(intent, "paid");
        assertThat(erasure.unpaid(read)).isFalse();
        assertThat(order(intent).buyer().email()).isEqualTo(shop.email);
    }

    @Test
    void while_stripe_is_away_nothing_is_forgotten() {
        var intent = left("mystique");
        stripe().faults().add(Fault.of(Type.SERVER_ERROR, "POST", "/v1/payment_intents/" + intent + "/cancel"));
        night();
        night();
        assertThat(order(intent).erased()).isFalse();
        night();
        assertThat(order(intent).erased()).isTrue();
    }

    @Test
    void an_order_that_stripe_never_heard_of_goes_at_once() {
        stripe().delivery(knobs -> knobs.suppress("*"));
        var neverSent = left("mystique");
        var id = order(neverSent).id();
        orders.mongoCollection().updateOne(eq(id), unset("paymentIntentId"));
        var unknown = left("profond");
        var madeUp = "pi_" + id;
        orders.mongoCollection().updateOne(eq("paymentIntentId", unknown), set("paymentIntentId", madeUp));
        night();
        assertThat(orders.byId(id).orElseThrow().erased()).isTrue();
        assertThat(order(madeUp).erased()).isTrue();
    }

    @Test
    void what_was_paid_or_worked_on_stays() {
        var paid = shop.buy("mystique");
        var worked = left("mystique");
        Purchases.at(worked, FulfilmentStatus.AWAITING_VALIDATION);
        aged(paid, A_MONTH.plusDays(1));
        night();
        night();
        assertThat(List.of(order(paid), order(worked))).noneMatch(Order::erased);
        assertThat(atStripe(worked)).isEqualTo("requires_payment_method");
    }

    @Test
    @Tag("PAY-4")
    void money_that_comes_for_an_erased_order_after_all_is_told() {
        stripe().delivery(knobs -> knobs.suppress("*"));
        var unknown = left("mystique");
        var id = order(unknown).id();
        orders.mongoCollection().updateOne(eq(id), unset("paymentIntentId"));
        night();
        assertThat(orders.byId(id).orElseThrow().erased()).isTrue();
        clock.reset();
        var before = paidAfterErasure();
        Shop.deliver(StripeEvents.succeeded(StripeEvents.newId(), unknown, id.toHexString(), 4700)).then()
                .statusCode(200);
        Shop.await().until(() -> paidAfterErasure() == before + 1);
        assertThat(stored()).isEmpty();
    }

    @Test
    void one_instance_sweeps_at_a_time() {
        var intent = left("mystique");
        var lease = new Document("_id", "abandoned-orders").append("owner", "another").append("until",
                Date.from(clock.instant().plus(Duration.ofHours(1))));
        database.getCollection("leases").insertOne(lease);
        abandoned.nightly();
        assertThat(atStripe(intent)).isEqualTo("requires_payment_method");
        database.getCollection("leases").deleteOne(eq("_id", "abandoned-orders"));
        abandoned.nightly();
        assertThat(atStripe(intent)).isEqualTo("canceled");
    }

    /** A checkout that nobody has gone on with for more than a month. */
    private String left(String product) {
        Shop.webhooksGoTo("/api/payments/webhook");
        var intent = shop.order(product);
        aged(intent, A_MONTH.plusHours(1));
        return intent;
    }

    private void aged(String intent, Duration age) {
        orders.mongoCollection().updateOne(eq("paymentIntentId", intent),
                set("createdAt", clock.instant().minus(age)));
    }

    private void night() {
        abandoned.sweep();
        clock.advance(Duration.ofHours(13));
    }

    private Order order(String intent) {
        return orders.byHandle(intent).orElseThrow();
    }

    private static String atStripe(String intent) {
        return ShopResource.intent(intent).getString("status");
    }

    private double paidAfterErasure() {
        return metrics.counter("lumira.alerts", "name", "PaidAfterErasure").count();
    }

    private List<String> stored() {
        var found = new ArrayList<String>();
        for (var collection : database.listCollectionNames())
            for (var document : database.getCollection(collection).find())
                if (document.toString().contains(shop.email))
                    found.add(collection + " " + document.get("_id"));
        return found;
    }
}
