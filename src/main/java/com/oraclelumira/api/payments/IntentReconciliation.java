package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.ledger.IntentFact;
import com.oraclelumira.api.notifications.Alerts;

/**
 * Once a day, all PaymentIntents of 72 hours against all orders, both ways: money without order, order without money,
 * and payments that no event ever told of. Changes nothing but by joining Stripe's own facts.
 */
@Singleton
@Startup // for its counters, as CatchUp
class IntentReconciliation {
    static final String JOB = "reconcile-intents";

    /** What one look found; the last two are for a person. */
    record Findings(int compared, int caughtUp, List<String> moneyWithoutOrder, List<String> orderWithoutMoney) {}

    private static final Duration SPAN = Duration.ofHours(72);

    private final IntentComparison comparison;
    private final Settlement settlement;
    private final CatchUp catchUp;
    private final Alerts alerts;
    private final Jobs jobs;
    private final Counter missed;
    private final Counter withoutOrder;
    private final Clock clock;

    IntentReconciliation(IntentComparison comparison, Settlement settlement, CatchUp catchUp, Alerts alerts, Jobs jobs,
            MeterRegistry metrics, Clock clock) {
        this.comparison = comparison;
        this.settlement = settlement;
        this.catchUp = catchUp;
        this.alerts = alerts;
        this.jobs = jobs;
        this.missed = metrics.counter("lumira.reconciliation.missed.payments");
        this.withoutOrder = metrics.counter("lumira.reconciliation.orphan.payments");
        this.clock = clock;
    }

    @Scheduled(cron = "0 20 4 * * ?", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void daily() {
        jobs.run(JOB, () -> since(clock.instant().minus(SPAN)));
    }

    Findings since(Instant since) {
        var intents = comparison.succeeded(since);
        int caughtUp = (int) intents.stream().filter(intent -> catchUp.each(intent, () -> caughtUp(intent)))
                .count();
        var orphans = comparison.withoutOrder(intents);
        var unpaid = comparison.withoutMoney(intents, since);
        tell(orphans, unpaid);
        return new Findings(intents.size(), caughtUp, orphans, unpaid);
    }

    /** True when the order did not know of this payment. */
    private boolean caughtUp(JsonNode intent) {
        var order = comparison.orderOf(intent).orElse(null);
        if (order == null)
            return false;
        var fact = StripeFacts.intent(intent, clock.instant().getEpochSecond(), StripeGateway.PULL);
        var known = order.payment().facts().intents().stream()
                .anyMatch(seen -> seen.id().equals(fact.id()) && seen.status() == IntentFact.Status.SUCCEEDED);
        if (known)
            return false;
        settlement.join(order, fact, fact.id());
        missed.increment();
        Log.warnf("payment.missed number=%s intent=%s", order.orderNumber(), fact.id());
        return true;
    }

    private void tell(List<String> orphans, List<String> unpaid) {
        orphans.forEach(id -> {
            withoutOrder.increment();
            alerts.raise("MoneyWithoutOrder", "intent:" + id,
                    "Payment " + id + " succeeded at Stripe and has no order here.");
        });
        unpaid.forEach(number -> alerts.raise("OrderWithoutMoney", "order:" + number,
                "Order " + number + " is paid here, but Stripe lists no payment for it."));
    }
}
