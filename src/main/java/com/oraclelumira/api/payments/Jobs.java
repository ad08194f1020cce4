package com.oraclelumira.api.payments;

import java.time.Duration;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

import com.oraclelumira.api.store.Leases;

/** Runs a periodic job on one instance at a time; an outage of Stripe or MongoDB leaves it for the next time. */
@Singleton
class Jobs {
    private static final Duration LEASE = Duration.ofMinutes(15);

    private final Leases leases;

    Jobs(Leases leases) {
        this.leases = leases;
    }

    void run(String name, Runnable job) {
        try {
            if (leases.acquire(name, LEASE)) {
                try {
                    job.run();
                } finally {
                    leases.release(name);
                }
            }
        } catch (MongoException | StripeUnavailable | StripeRefusal | CircuitBreakerOpenException e) {
            Log.warnf("job.postponed name=%s reason=%s", name, e.getMessage());
        }
    }
}
