package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.payments.InboxEvent.State;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

/** Keeps the inbox small and its condition visible: retention of 90 days for what is done, depth and age as metrics. */
@Singleton
class InboxUpkeep {
    private static final Duration KEPT = Duration.ofDays(90);

    private final Inbox inbox;
    private final Clock clock;
    private final Map<State, Long> depth = new ConcurrentHashMap<>();
    private volatile double oldestWaitingSeconds;

    InboxUpkeep(Inbox inbox, MeterRegistry metrics, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
        for (var state : State.values())
            if (state != State.DONE && state != State.IGNORED)
                metrics.gauge("lumira.inbox.events", Tags.of("state", state.name()), depth,
                        counts -> counts.getOrDefault(state, 0L));
        metrics.gauge("lumira.inbox.oldest.waiting.seconds", this, upkeep -> upkeep.oldestWaitingSeconds);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        try {
            for (var state : State.values())
                if (state != State.DONE && state != State.IGNORED)
                    depth.put(state, inbox.mongoCollection().countDocuments(eq("state", state)));
            var oldest = inbox.mongoCollection().find(in("state", State.RECEIVED, State.PROCESSING))
                    .sort(ascending("nextAt")).first();
            oldestWaitingSeconds = oldest == null
                    ? 0
                    : Duration.between(oldest.since(), clock.instant()).toMillis() / 1000.0;
        } catch (MongoException e) {
            Log.debugf("inbox.not_measured reason=%s", e.getClass().getSimpleName());
        }
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            long forgotten = inbox.forgetDoneBefore(clock.instant().minus(KEPT));
            if (forgotten > 0)
                Log.infof("inbox.swept events=%d", forgotten);
        } catch (MongoException e) {
            Log.warnf("inbox.sweep_postponed reason=%s", e.getClass().getSimpleName());
        }
    }
}
