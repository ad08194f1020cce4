package com.oraclelumira.api.payments;

import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

/** The three reconciliations at once, for an operator. Changes nothing but by joining Stripe's own facts. */
@Singleton
public class Reconciliation {
    private final EventReconciliation events;
    private final OpenOrderReconciliation openOrders;
    private final IntentReconciliation intents;

    Reconciliation(EventReconciliation events, OpenOrderReconciliation openOrders, IntentReconciliation intents) {
        this.events = events;
        this.openOrders = openOrders;
        this.intents = intents;
    }

    /** What was found, a sentence each. */
    public List<String> since(Instant since) {
        long missed = events.since(since);
        openOrders.lookAround();
        var findings = intents.since(since);
        return List.of("Events that never reached us: " + missed,
                "Payments compared: " + findings.compared() + ", caught up: " + findings.caughtUp(),
                "Money without order: " + findings.moneyWithoutOrder(),
                "Order without money: " + findings.orderWithoutMoney());
    }
}
