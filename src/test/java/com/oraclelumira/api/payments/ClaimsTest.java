package com.oraclelumira.api.payments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.BsonDocument;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.EffectHandler;
import com.oraclelumira.api.orders.EffectWorker;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.PowerCut;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StoreSteps;
import com.oraclelumira.api.tracing.Untraced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Who may do what for how long, and what a claim that ran out is still good for. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("PAY-4")
class ClaimsTest {
    @Inject
    Rig rig;

    @Inject
    Orders orders;

    @Inject
    Inbox inbox;

    @Inject
    Outbox outbox;

    @Inject
    Alerts alerts;

    @Inject
    MeterRegistry metrics;

    @Inject
    StoreSteps steps;

    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void anOrderAndNobodyAtWork() {
        scheduler.pause();
        rig.run(() -> new OurServer(rig.parts()), List.of());
    }

    @AfterEach
    void backToWork() {
        clock.reset();
        scheduler.resume();
    }

    @Test
    void a_delivery_is_acknowledged_only_once_a_majority_has_it_on_disk() {
        received(new Story().succeeded("pi_1"));
        assertThat(steps.writeConcernOf("upsert stripe_inbox"))
                .isEqualTo(BsonDocument.parse("{w: 'majority', j: true}"));
    }

    @Test
    void an_event_that_waited_in_memory_for_longer_than_its_claim_is_left_to_the_next_one() {
        var server = new OurServer(rig.parts());
        var stale = received(new Story().succeeded("pi_1"));
        clock.advance(Inbox.CLAIM);
        server.attempt(stale);
        assertThat(order().payment().status()).isEqualTo(PaymentStatus.PENDING);
        server.work();
        assertThat(order().payment().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(inbox.findById(stale.id()).state()).isEqualTo(InboxEvent.State.DONE);
    }

    @Test
    void who_lost_its_claim_has_no_say_in_what_becomes_of_the_event() {
        var first = received(new Story().succeeded("pi_1"));
        clock.advance(Inbox.CLAIM);
        var second = inbox.claim().orElseThrow();
        inbox.done(first);
        inbox.dead(first, "too late");
        assertThat(inbox.findById(first.id()).state()).isEqualTo(InboxEvent.State.PROCESSING);
        inbox.done(second);
        assertThat(inbox.findById(first.id()).state()).isEqualTo(InboxEvent.State.DONE);
    }

    @Test
    void an_obligation_is_claimed_by_one_worker_until_the_claim_ends() {
        owe("paid");
        var claim = Duration.ofSeconds(30);
        assertThat(orders.claimEffect(order().id(), "paid", claim)).isPresent();
        assertThat(orders.claimEffect(order().id(), "paid", claim)).isEmpty();
        clock.advance(claim);
        assertThat(orders.claimEffect(order().id(), "paid", claim)).isPresent();
    }

    @Test
    void a_worker_that_comes_late_with_a_failure_does_not_reopen_what_another_has_met() {
        owe("paid");
        orders.effectDone(order().id(), "paid");
        orders.effectFailed(order().id(), "paid", clock.instant(), "late");
        assertThat(order().effect("paid").orElseThrow().nextAt()).isNull();
    }

    @Test
    void an_obligation_that_keeps_failing_is_told_even_when_a_crash_took_the_attempt_that_would_have_told_it() {
        owe("paid");
        var before = alerts("EffectStuck");
        var worker = new EffectWorker(orders, List.of(new Broken()), outbox, alerts, clock, Untraced.TRACES);
        for (int attempt = 1; attempt <= 12; attempt++) {
            clock.advance(Duration.ofHours(2));
            if (attempt == 10)
                orders.claimEffect(order().id(), "paid", Duration.ofSeconds(30));
            else
                worker.poll();
        }
        assertThat(alerts("EffectStuck")).isGreaterThan(before);
    }

    @Test
    void a_dead_event_is_told_even_when_the_process_dies_beside_it() {
        var before = alerts("EventDead");
        var odd = text(new Story().succeeded("pi_1")).replace("\"succeeded\"",
                "\"levitating\"");
        var death = catchThrowable(() -> steps.during(() -> {
            var server = new OurServer(rig.parts());
            server.deliver(odd.getBytes(StandardCharsets.UTF_8), () -> {});
            server.work();
        }, step -> {
            if (step.equals("update stripe_inbox"))
                throw new PowerCut(step);
        }));
        assertThat(death).isInstanceOf(PowerCut.class);
        assertThat(alerts("EventDead")).isGreaterThan(before);
    }

    @Test
    void waiting_for_an_order_uses_up_no_attempt_at_applying_the_event() {
        var nobodys = text(new Story().succeeded("pi_unknown")).replace(Story.ORDER, new ObjectId().toHexString());
        var event = received(nobodys);
        var server = new OurServer(rig.parts());
        server.attempt(event);
        for (int hour = 0; hour < 14; hour++) {
            clock.advance(Duration.ofMinutes(61));
            server.work();
        }
        assertThat(inbox.findById(event.id())).extracting(InboxEvent::state, InboxEvent::failures)
                .containsExactly(InboxEvent.State.PARKED, 0);
    }

    @Test
    void an_event_of_the_other_mode_changes_nothing_and_is_told() {
        rig.run(() -> new OurServer(rig.parts()), new Story().succeeded("pi_1").events());
        var event = received(text(new Story().refund("refund.created", "re_1", "pi_1", "succeeded", 4700))
                .replace("\"livemode\":false", "\"livemode\":true")
                .replaceFirst("evt_\\w+", "evt_of_the_other_mode"));
        new OurServer(rig.parts()).attempt(event);
        assertThat(order().payment().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(inbox.findById(event.id()).state()).isEqualTo(InboxEvent.State.DEAD);
    }

    @Test
    void a_refund_that_had_failed_when_we_heard_of_it_is_announced_to_nobody() {
        var end = rig.run(() -> new OurServer(rig.parts()), new Story().succeeded("pi_1").later()
                .refund("refund.failed", "re_1", "pi_1", "failed", 4700).events());
        assertThat(end.state().mails()).noneMatch(mail -> mail.contains("REFUND"));
    }

    private static String text(Story story) {
        return new String(story.events().getFirst(), StandardCharsets.UTF_8);
    }

    private InboxEvent received(Story story) {
        return received(text(story));
    }

    private InboxEvent received(String text) {
        var body = text.getBytes(StandardCharsets.UTF_8);
        return inbox.receive(StripeEvent.read(body, json), body).orElseThrow();
    }

    private void owe(String key) {
        orders.settle(order(), order().payment(), List.of(Effect.due(key, clock.instant())), "pi_1");
    }

    private Order order() {
        return orders.byId(new ObjectId(Story.ORDER)).orElseThrow();
    }

    private double alerts(String name) {
        return metrics.counter("lumira.alerts", "name", name).count();
    }

    private static final class Broken implements EffectHandler {
        @Override
        public Set<String> kinds() {
            return Set.of("paid");
        }

        @Override
        public void meet(Order order, Effect effect) {
            throw new IllegalStateException("broken");
        }
    }
}
