package com.oraclelumira.api.payments;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.MongoServerException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;

import com.oraclelumira.api.ledger.Fact;
import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.orders.Order;

/**
 * Joins what we asked Stripe for, each object by itself: one that cannot be read, or not be stored, is told to the team
 * and stops no other. Only an outage does, and then all of it waits for the next time.
 */
@Singleton
@Startup // its counter is to be seen before it counts: what watches it would miss the step from nothing to one
class CatchUp {
    private final Settlement settlement;
    private final Alerts alerts;
    private final Counter missed;

    CatchUp(Settlement settlement, Alerts alerts, MeterRegistry metrics) {
        this.settlement = settlement;
        this.alerts = alerts;
        this.missed = metrics.counter("lumira.reconciliation.missed.reversals");
    }

    /**
     * Joins a refund or a dispute; true when its order did not know of it as it is now. The second call finds nothing
     * new, and one whose payment no order knows is not ours.
     *
     * @param asked a moment before Stripe answered: an event of a later one then says more
     */
    boolean reversal(JsonNode object, Instant asked) {
        return each(object, () -> {
            var order = settlement.orderOfPayment(StripeFacts.intentOf(object),
                    object.path("metadata").path("orderId").asText(null));
            return order.isPresent() && !knows(order.get(), object) && joined(order.get(),
                    StripeFacts.read(object, asked.getEpochSecond(), StripeGateway.PULL));
        });
    }

    /** The answer of {@code work}; false when the object is at fault that it cannot be done. */
    boolean each(JsonNode object, BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (IllegalArgumentException | IllegalStateException | MongoServerException e) {
            var id = object.path("id").asText();
            Log.warnf(e, "reconciliation.stuck object=%s", id);
            alerts.raise("ReconciliationStuck", "object:" + id, "%s %s at Stripe cannot be joined to its order: %s."
                    .formatted(object.path("object").asText(), id, e.getMessage()));
            return false;
        }
    }

    private boolean joined(Order order, Fact<?> fact) {
        if (settlement.join(order, fact, null).payment().equals(order.payment()))
            return false;
        missed.increment();
        Log.warnf("reversal.missed number=%s object=%s", order.orderNumber(), fact.id());
        return true;
    }

    /** Nothing but the time of the snapshot would change. */
    private static boolean knows(Order order, JsonNode object) {
        var facts = order.payment().facts();
        return Stream.<Fact<?>>concat(facts.refunds().stream(), facts.disputes().stream())
                .filter(fact -> fact.id().equals(object.path("id").asText()))
                .anyMatch(fact -> StripeFacts.read(object, fact.at(), fact.source()).equals(fact));
    }
}
