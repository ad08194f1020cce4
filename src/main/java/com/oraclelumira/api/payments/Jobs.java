package com.oraclelumira.api.payments;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

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
    private final JobRecord record;

    Jobs(Leases leases, JobRecord record) {
        this.leases = leases;
        this.record = record;
    }

    void run(String name, Runnable job) {
        try {
            alone(name, () -> {
                job.run();
                return name;
            });
        } catch (MongoException | StripeUnavailable | StripeRefusal | CircuitBreakerOpenException e) {
            Log.warnf("job.postponed name=%s reason=%s", name, e.getMessage());
        }
    }

    /** What the job found; empty, and nothing done, while another process is at it. An outage is the caller's matter. */
    <T> Optional<T> alone(String name, Supplier<T> job) {
        if (!leases.acquire(name, LEASE))
            return Optional.empty();
        try {
            var found = job.get();
            record.succeeded(name);
            return Optional.of(found);
        } finally {
            leases.release(name);
        }
    }
}
