package com.oraclelumira.api.payments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.sandbox.stripe.Fault;
import com.oraclelumira.sandbox.stripe.Fault.Type;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What is so and ought not to be: each made so, and told once. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("MON-6")
class StandingConditionsTest {
    @Inject
    Inbox inbox;

    @Inject
    MongoDatabase database;

    @Inject
    Alerts alerts;

    @Inject
    MeterRegistry metrics;

    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    @Inject
    CircuitBreakerMaintenance breakers;

    private final SimpleMeterRegistry own = new SimpleMeterRegistry();
    private final String event = "evt_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void alone() {
        scheduler.pause();
        // whatever hour another test set the clock to when a job went through
        database.getCollection("recon_cursor").deleteMany(new Document());
    }

    @AfterEach
    void backToWork() {
        inbox.mongoCollection().deleteOne(eq(event));
        database.getCollection("recon_cursor").deleteOne(eq("_id", IntentReconciliation.JOB));
        ShopResource.stripe().faults().clear();
        breakers.resetAll();
        clock.reset();
        scheduler.resume();
    }

    @Test
    void an_event_that_waits_for_more_than_five_minutes_is_told_once() {
        var upkeep = new InboxUpkeep(inbox, alerts, own, clock);
        inbox.addMissed(
                new StripeEvent(event, "charge.refunded", 0, false, null,
                        JsonNodeFactory.instance.objectNode().put("id", "ch_1")),
                "{}".getBytes(StandardCharsets.UTF_8));
        var before = told("InboxLag");
        upkeep.measure();
        assertThat(told("InboxLag")).isEqualTo(before);
        clock.advance(Duration.ofSeconds(301));
        upkeep.measure();
        upkeep.measure();
        assertThat(told("InboxLag")).isEqualTo(before + 1);
        assertThat(own.get("lumira.inbox.oldest.waiting.seconds").gauge().value()).isGreaterThan(300);
    }

    @Test
    void a_reconciliation_that_has_not_gone_through_for_long_is_told_once_by_any_instance() {
        new JobRecord(database, alerts, new SimpleMeterRegistry(), clock).succeeded(IntentReconciliation.JOB);
        var another = new JobRecord(database, alerts, own, clock);
        var before = told("ReconciliationStale");
        another.measure();
        assertThat(told("ReconciliationStale")).isEqualTo(before);
        assertThat(own.get("lumira.reconciliation.last.success.timestamp.seconds").tag("job", IntentReconciliation.JOB)
                .gauge().value()).isCloseTo(clock.instant().getEpochSecond(), within(120.0));
        clock.advance(Duration.ofHours(31));
        another.measure();
        another.measure();
        assertThat(told("ReconciliationStale")).isGreaterThan(before);
    }

    @Test
    void a_reconciliation_that_has_never_gone_through_is_told_as_well() {
        var fresh = new JobRecord(database, alerts, own, clock);
        var before = told("ReconciliationStale");
        clock.advance(Duration.ofMinutes(29));
        fresh.measure();
        assertThat(told("ReconciliationStale")).isEqualTo(before);
        clock.advance(Duration.ofMinutes(2));
        fresh.measure();
        fresh.measure();
        assertThat(told("ReconciliationStale")).isEqualTo(before + 1);
    }

    @Test
    void two_minutes_without_stripe_are_told_once() {
        var breaker = new StripeBreaker(breakers, alerts, own, clock);
        assertThat(own.get("lumira.stripe.breaker.open").gauge().value()).isZero();
        ShopResource.stripe().faults().add(Fault.of(Type.BAD_GATEWAY, "POST", "/v1/payment_intents").times(1_000));
        Shop.await().until(() -> {
            new Shop().checkout("mystique");
            return own.get("lumira.stripe.breaker.open").gauge().value() == 1;
        });
        var before = told("StripeAway");
        clock.set(clock.instant());
        breaker.look();
        clock.advance(Duration.ofSeconds(119));
        breaker.look();
        assertThat(told("StripeAway")).isEqualTo(before);
        clock.advance(Duration.ofSeconds(1));
        breaker.look();
        breaker.look();
        assertThat(told("StripeAway")).isEqualTo(before + 1);
    }

    private double told(String name) {
        return metrics.counter("lumira.alerts", "name", name).count();
    }
}
