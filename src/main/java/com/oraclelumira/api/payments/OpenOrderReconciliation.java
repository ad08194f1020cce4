package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersInQuestion;

/**
 * Asks Stripe about orders that should have moved: open ones that are a quarter of an hour old, and those whose charge
 * says that more was refunded than the refunds we know. Finds even what Stripe never made an event of.
 */
@Singleton
class OpenOrderReconciliation {
    static final String JOB = "reconcile-open-orders";

    private static final Duration OLD_ENOUGH = Duration.ofMinutes(15);
    private static final Duration TOO_OLD = Duration.ofDays(7);
    private static final int PER_RUN = 200;

    private final OrdersInQuestion orders;
    private final Settlement settlement;
    private final StripeLists stripe;
    private final CatchUp catchUp;
    private final Jobs jobs;
    private final Clock clock;

    OpenOrderReconciliation(OrdersInQuestion orders, Settlement settlement, StripeLists stripe, CatchUp catchUp,
            Jobs jobs, Clock clock) {
        this.orders = orders;
        this.settlement = settlement;
        this.stripe = stripe;
        this.catchUp = catchUp;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Scheduled(every = "10m", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everyTenMinutes() {
        jobs.run(JOB, this::lookAround);
    }

    void lookAround() {
        var now = clock.instant();
        orders.openBetween(now.minus(TOO_OLD), now.minus(OLD_ENOUGH), PER_RUN).forEach(this::ask);
        orders.withUnknownRefunds(PER_RUN).forEach(this::fetchRefunds);
    }

    private void ask(Order order) {
        var after = settlement.refreshed(order);
        if (!after.payment().equals(order.payment()))
            Log.warnf("order.found_by_asking number=%s status=%s", order.orderNumber(), after.payment().status());
    }

    private void fetchRefunds(Order order) {
        var asked = clock.instant();
        for (var intent : order.payment().facts().intents())
            try {
                stripe.refunds(intent.id()).forEach(refund -> catchUp.reversal(refund, asked));
            } catch (StripeRefusal e) { // a payment that this account does not know: the others are asked about still
                Log.warnf("order.refunds_refused number=%s intent=%s reason=%s", order.orderNumber(), intent.id(),
                        e.getMessage());
            }
    }
}
