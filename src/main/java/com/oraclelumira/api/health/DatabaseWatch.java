package com.oraclelumira.api.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.notifications.Alerts;

/**
 * Tells the team when the database has been away for a minute, and when it is back. The one alert that nothing can be
 * stored about: so each instance tells it by itself.
 */
@Singleton
class DatabaseWatch {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String NAME = "DatabaseAway";

    private final DatabasePing database;
    private final Alerts alerts;
    private final Clock clock;
    private volatile int up = 1;
    private @Nullable Instant away;
    private boolean told;

    DatabaseWatch(DatabasePing database, Alerts alerts, MeterRegistry metrics, Clock clock) {
        this.database = database;
        this.alerts = alerts;
        this.clock = clock;
        metrics.gauge("lumira.database.up", this, watch -> watch.up);
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        boolean reached = database.ping().join().reached();
        up = reached ? 1 : 0;
        if (reached)
            isThere();
        else
            isAway(clock.instant());
    }

    private void isThere() {
        if (told)
            alerts.tellWithoutStore(NAME, "MongoDB did not answer.", true, away);
        away = null;
        told = false;
    }

    private void isAway(Instant now) {
        if (away == null)
            away = now;
        if (told || now.isBefore(away.plus(PATIENCE)))
            return;
        alerts.tellWithoutStore(NAME,
                "MongoDB has not answered for a minute: no page that needs data works, and Stripe's "
                        + "deliveries are refused until it is back.",
                false, away);
        told = true;
    }
}
