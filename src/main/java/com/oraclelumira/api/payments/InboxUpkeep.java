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

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.Condition;
import com.oraclelumira.api.payments.InboxEvent.State;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

/** Keeps the inbox small and its condition visible: retention of 90 days for what is done, depth and age as metrics. */
@Singleton
class InboxUpkeep {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final double LAG_SECONDS = 300;

    private final Inbox inbox;
    private final Alerts alerts;
    private final Clock clock;
    private final Condition lag;
    private final Map<State, Long> depth = new ConcurrentHashMap<>();
    private volatile double oldestWaitingSeconds;

    InboxUpkeep(Inbox inbox, Alerts alerts, MeterRegistry metrics, Clock clock) {
        this.inbox = inbox;
        this.alerts = alerts;
        this.clock = clock;
        this.lag = new Condition(alerts, "InboxLag", "inbox", Duration.ZERO, clock);
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
                    counted(state, inbox.mongoCollection().countDocuments(eq("state", state)));
            var oldest = inbox.mongoCollection().find(in("state", State.RECEIVED, State.PROCESSING))
                    .sort(ascending("nextAt")).first();
            oldestWaitingSeconds = oldest == null
                    ? 0
                    : Duration.between(oldest.since(), clock.instant()).toMillis() / 1000.0;
            lag.is(oldestWaitingSeconds > LAG_SECONDS, "An event of Stripe's has waited for more than five minutes: "
                    + "payments are not applied, or not fast enough.");
        } catch (MongoException e) {
            Log.debugf("inbox.not_measured reason=%s", e.getClass().getSimpleName());
        }
    }

    /** No dead event is left: what was told of them is over. */
    private void counted(State state, long now) {
        var before = depth.put(state, now);
        if (state == State.DEAD && now == 0 && (before == null || before > 0))
            alerts.allOver("EventDead");
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
