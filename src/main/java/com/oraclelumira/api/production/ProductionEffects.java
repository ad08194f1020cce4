package com.oraclelumira.api.production;

import java.time.Clock;
import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.EffectHandler;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Fulfilments;
import com.oraclelumira.api.orders.Order;

/** Brings a job to n8n: tried again and again for an hour, then given back to the desk with its reason. */
@Singleton
class ProductionEffects implements EffectHandler {
    private final N8nGateway n8n;
    private final Fulfilments fulfilments;
    private final Alerts alerts;
    private final N8nConfig config;
    private final Clock clock;

    ProductionEffects(N8nGateway n8n, Fulfilments fulfilments, Alerts alerts, N8nConfig config, Clock clock) {
        this.n8n = n8n;
        this.fulfilments = fulfilments;
        this.alerts = alerts;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(Effect.kindOf(Fulfilments.PRODUCE));
    }

    @Override
    public void meet(Order order, Effect effect) {
        if (!isPresent(order, effect))
            return;
        if (!order.payment().status().workable()) {
            fail(order, "La commande n'est plus payée.");
            return;
        }
        try {
            n8n.handOver(order);
            fulfilments.handedOver(order);
            Log.infof("production.handed_over number=%s job=%d", order.orderNumber(), number(order));
        } catch (N8nUnavailable e) {
            if (clock.instant().isBefore(order.fulfilment().production().requestedAt().plus(config.offeredFor())))
                throw e;
            fail(order, "L'assistant IA n'a pas pu être joint.");
        }
    }

    /** False once it was handed over, answered, or followed by another job. */
    private static boolean isPresent(Order order, Effect effect) {
        var job = order.fulfilment().production();
        return order.fulfilment().status() == FulfilmentStatus.IN_PRODUCTION && job != null
                && job.handedOverAt() == null && effect.key().equals(Fulfilments.PRODUCE + job.number());
    }

    /** For jobs that nobody will answer any more; the second call changes nothing. */
    void fail(Order order, String reason) {
        fulfilments.productionFailed(order, reason).ifPresent(failed -> alerts.raise("ProductionFailed",
                order.id().toHexString() + ":" + number(order),
                "Order %s, job %d: no reading came. %s An expert can process the order again at the desk."
                        .formatted(order.orderNumber(), number(order), reason)));
    }

    private static int number(Order order) {
        return order.fulfilment().production().number();
    }

    @Override
    public boolean asksOthers() {
        return true;
    }
}
