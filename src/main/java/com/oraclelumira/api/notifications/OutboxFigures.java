package com.oraclelumira.api.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import org.bson.conversions.Bson;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.oraclelumira.api.store.Conditions.all;

/** Mails that have not reached their server, as metrics: measured in the store, so every instance shows the same. MON-2 */
@Singleton
class OutboxFigures {
    /** Why a mail is still here. */
    enum State {
        /** For its first attempt. */
        WAITING,
        /** For the next attempt, or the end of the present one. */
        RETRYING,
        /** For a person: nothing was reached for a week. */
        GIVEN_UP
    }

    private static final double LONG_SECONDS = 1_800;
    private static final Bson UNSENT = gt("nextAt", Instant.EPOCH);

    private final Outbox outbox;
    private final Clock clock;
    private final Condition waiting;
    private final Map<State, Long> counts = new ConcurrentHashMap<>();
    private volatile double oldestWaitingSeconds;

    OutboxFigures(Outbox outbox, Alerts alerts, MeterRegistry metrics, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
        this.waiting = new Condition(alerts, "MailsWaiting", "outbox", Duration.ZERO, clock);
        for (var state : State.values())
            metrics.gauge("lumira.outbox.mails", Tags.of("state", state.name()), counts,
                    all -> all.getOrDefault(state, 0L));
        metrics.gauge("lumira.outbox.oldest.waiting.seconds", this, figures -> figures.oldestWaitingSeconds);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        try {
            counts.put(State.WAITING, count(all(UNSENT, eq("attempts", 0))));
            counts.put(State.RETRYING, count(all(UNSENT, gt("attempts", 0))));
            counts.put(State.GIVEN_UP, count(gt("givenUpAt", Instant.EPOCH)));
            var oldest = outbox.mongoCollection().find(UNSENT).sort(ascending("createdAt")).first();
            oldestWaitingSeconds = oldest == null
                    ? 0
                    : Duration.between(oldest.createdAt(), clock.instant()).toMillis() / 1000.0;
            waiting.is(oldestWaitingSeconds > LONG_SECONDS, "A mail has waited for more than half an hour: "
                    + "the mail server does not take what we send.");
        } catch (MongoException e) {
            Log.debugf("outbox.not_measured reason=%s", e.getClass().getSimpleName());
        }
    }

    private long count(Bson which) {
        return outbox.mongoCollection().countDocuments(which);
    }
}
