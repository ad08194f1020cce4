package com.oraclelumira.api.privacy;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.payments.AbandonedCheckouts;
import com.oraclelumira.api.store.Leases;

/**
 * Takes the person out of orders that were never paid, after some weeks: nothing obliges us to keep her data, so we may
 * not (GDPR art. 5.1.e). One night the order is closed at Stripe, a later one it is erased, so that what Stripe tells of
 * its end has arrived by then.
 */
@Singleton
class AbandonedOrders {
    private static final String JOB = "abandoned-orders";
    private static final Duration LEASE = Duration.ofMinutes(30);
    private static final int AT_ONCE = 100;

    private final AbandonedCheckouts checkouts;
    private final Erasure erasure;
    private final Leases leases;
    private final Duration kept;
    private final Clock clock;

    AbandonedOrders(AbandonedCheckouts checkouts, Erasure erasure, Leases leases,
            @ConfigProperty(name = "lumira.abandoned-orders.days") int days, Clock clock) {
        this.checkouts = checkouts;
        this.erasure = erasure;
        this.leases = leases;
        this.kept = Duration.ofDays(days);
        this.clock = clock;
    }

    @Scheduled(cron = "0 40 4 * * ?", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void nightly() {
        try {
            if (leases.acquire(JOB, LEASE)) {
                sweep();
                leases.release(JOB);
            }
        } catch (MongoException e) {
            Log.warnf("abandoned_orders.postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    /** Every order that is due, as far as half the lease lasts; how many it erased. */
    int sweep() {
        var until = clock.instant().minus(kept);
        var end = clock.instant().plus(LEASE.dividedBy(2));
        int erased = 0;
        for (var due = checkouts.before(until, AT_ONCE); !due.isEmpty()
                && clock.instant().isBefore(end); due = checkouts.before(until, AT_ONCE))
            erased += (int) due.stream().filter(this::ended).count();
        if (erased > 0)
            Log.infof("abandoned_orders.erased orders=%d", erased);
        return erased;
    }

    private boolean ended(Order order) {
        return checkouts.closed(order) && erasure.unpaid(order);
    }
}
