package com.oraclelumira.api.production;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.orders.WorkQueues;
import com.oraclelumira.api.store.Leases;

/** Gives jobs that n8n took and never answered back to the desk. A late answer is still taken in. */
@Singleton
class SilentJobs {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int PER_RUN = 100;

    private final WorkQueues queues;
    private final ProductionEffects effects;
    private final Leases leases;
    private final N8nConfig config;
    private final Clock clock;

    SilentJobs(WorkQueues queues, ProductionEffects effects, Leases leases, N8nConfig config, Clock clock) {
        this.queues = queues;
        this.effects = effects;
        this.leases = leases;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everyFiveMinutes() {
        try {
            if (leases.acquire("silent-jobs", LEASE)) {
                giveBack();
                leases.release("silent-jobs");
            }
        } catch (MongoException e) {
            Log.warnf("silent_jobs.postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    void giveBack() {
        queues.silentSince(clock.instant().minus(config.patience()), PER_RUN)
                .forEach(order -> effects.fail(order, "L'assistant IA n'a pas répondu."));
    }
}
