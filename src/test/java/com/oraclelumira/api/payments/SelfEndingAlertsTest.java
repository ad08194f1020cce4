package com.oraclelumira.api.payments;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import jakarta.inject.Inject;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.notifications.TeamWithChat;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.EffectHandler;
import com.oraclelumira.api.orders.EffectWorker;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.tracing.Untraced;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of an order and ends by itself: the chat hears the beginning and the end, each once. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("MON-6")
@Tag("COM-5")
class SelfEndingAlertsTest {
    @Inject
    Rig rig;

    @Inject
    Orders orders;

    @Inject
    PaidOrder paidOrder;

    @Inject
    OrdersOfClient ordersOfClient;

    @Inject
    Outbox outbox;

    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    private TeamWithChat team;

    @BeforeEach
    void anOrderAndNobodyAtWork() {
        scheduler.pause();
        rig.run(() -> new OurServer(rig.parts()), List.of());
        team = new TeamWithChat();
    }

    @AfterEach
    void backToWork() {
        team.close();
        clock.reset();
        scheduler.resume();
    }

    @Test
    void an_obligation_that_is_met_after_all_is_no_longer_stuck() {
        orders.settle(order(), order().payment(), List.of(Effect.due("paid", clock.instant())), "pi_1");
        var paid = new Stubborn();
        var worker = new EffectWorker(orders, List.of(paid), outbox, team.alerts(), clock, Untraced.TRACES);
        for (int attempt = 1; attempt <= 11; attempt++) {
            assertThat(team.heard()).hasSize(attempt > 10 ? 1 : 0);
            clock.advance(Duration.ofHours(2));
            worker.poll();
        }
        assertThat(team.heard()).containsExactly("🔴 EffectStuck (production)");
        paid.willing = true;
        clock.advance(Duration.ofHours(2));
        worker.poll();
        worker.poll();
        assertThat(team.heard()).containsExactly("🔴 EffectStuck (production)", "✅ EffectStuck (production)");
    }

    @Test
    void a_dispute_that_is_closed_is_no_longer_open_and_another_one_still_is() {
        var effects = new PaymentEffects(paidOrder, ordersOfClient, outbox, team.alerts());
        for (var key : List.of(Obligations.DISPUTE + "dp_1", Obligations.DISPUTE + "dp_2",
                Obligations.DISPUTE + "dp_1"))
            effects.meet(order(), Effect.due(key, clock.instant()));
        assertThat(team.heard()).containsExactly("🔴 DisputeOpened (production)", "🔴 DisputeOpened (production)");
        for (int n = 0; n < 2; n++)
            effects.meet(order(), Effect.due(Obligations.DISPUTE_CLOSED + "dp_1", clock.instant()));
        assertThat(team.heard().subList(2, team.heard().size())).containsExactlyInAnyOrder(
                "🔴 DisputeClosed (production)", "✅ DisputeOpened (production)");
    }

    private Order order() {
        return orders.byId(new ObjectId(Story.ORDER)).orElseThrow();
    }

    private static final class Stubborn implements EffectHandler {
        private boolean willing;

        @Override
        public Set<String> kinds() {
            return Set.of("paid");
        }

        @Override
        public void meet(Order order, Effect effect) {
            if (!willing)
                throw new IllegalStateException("not now");
        }
    }
}
