package com.oraclelumira.api.payments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

/**
 * The four reconciliations one after the other, for an operator: under the same leases as the service's own, so that none
 * runs twice at once. Changes nothing but by joining Stripe's own facts.
 */
@Singleton
public class Reconciliation {
    /** The names of all four, and after how long without success a person must look. */
    static final Map<String, Duration> JOBS = Map.of(EventReconciliation.JOB, Duration.ofMinutes(30),
            OpenOrderReconciliation.JOB, Duration.ofHours(1), IntentReconciliation.JOB, Duration.ofHours(30),
            ReversalReconciliation.JOB, Duration.ofHours(30));

    private final EventReconciliation events;
    private final OpenOrderReconciliation openOrders;
    private final IntentReconciliation intents;
    private final ReversalReconciliation reversals;
    private final Jobs jobs;

    Reconciliation(EventReconciliation events, OpenOrderReconciliation openOrders, IntentReconciliation intents,
            ReversalReconciliation reversals, Jobs jobs) {
        this.events = events;
        this.openOrders = openOrders;
        this.intents = intents;
        this.reversals = reversals;
        this.jobs = jobs;
    }

    /** What was found, a sentence each; also which part was left out because another process is at it. */
    public List<String> since(Instant since) {
        return Stream.of(
                part(EventReconciliation.JOB, () -> List.of("Events that never reached us: " + events.since(since))),
                part(OpenOrderReconciliation.JOB, () -> {
                    openOrders.lookAround();
                    return List.of("Open orders were asked about.");
                }),
                part(IntentReconciliation.JOB, () -> lines(intents.since(since))),
                part(ReversalReconciliation.JOB, () -> lines(reversals.since(since))))
                .flatMap(List::stream).toList();
    }

    private List<String> part(String job, Supplier<List<String>> work) {
        return jobs.alone(job, work).orElseGet(
                () -> List.of("Left out: another process is at " + job + " just now. Try again in some minutes."));
    }

    private static List<String> lines(IntentReconciliation.Findings found) {
        return List.of("Payments compared: " + found.compared() + ", caught up: " + found.caughtUp(),
                "Money without order: " + found.moneyWithoutOrder(),
                "Order without money: " + found.orderWithoutMoney());
    }

    private static List<String> lines(ReversalReconciliation.Findings found) {
        return List.of("Refunds and disputes compared: " + found.compared() + ", caught up: " + found.caughtUp());
    }
}
