package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;

/**
 * Once a day, Stripe's refunds and disputes against the orders: also those that no event ever told of, and what became of
 * them since. Changes nothing but by joining Stripe's own facts.
 */
@Singleton
class ReversalReconciliation {
    static final String JOB = "reconcile-reversals";

    /** How many were looked at, and of how many the orders did not know as they are now. */
    record Findings(int compared, long caughtUp) {}

    private static final Duration SPAN = Duration.ofHours(72);
    /** They move long after they were made: a refund can come back weeks later, a dispute takes up to three months. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(90);

    private final StripeLists stripe;
    private final CatchUp catchUp;
    private final Jobs jobs;
    private final Clock clock;

    ReversalReconciliation(StripeLists stripe, CatchUp catchUp, Jobs jobs, Clock clock) {
        this.stripe = stripe;
        this.catchUp = catchUp;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Scheduled(cron = "0 40 4 * * ?", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void daily() {
        jobs.run(JOB, () -> since(clock.instant().minus(SPAN)));
    }

    /** Everything that can have changed since then. */
    Findings since(Instant since) {
        var asked = clock.instant();
        var from = since.minus(LONGEST_LIFE);
        var reversals = Stream.of(stripe.refunds(from), stripe.disputes(from)).flatMap(list -> list.stream()).toList();
        return new Findings(reversals.size(),
                reversals.stream().filter(object -> catchUp.reversal(object, asked)).count());
    }
}
