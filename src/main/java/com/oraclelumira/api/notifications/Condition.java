package com.oraclelumira.api.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that is looked at again and again and ought not to be so: raised once it has been so for a while, and over
 * as soon as it is not. Every instance may look; the first look after a start also ends what an earlier process raised.
 */
public final class Condition {
    private final Alerts alerts;
    private final String name;
    private final String key;
    private final Duration patience;
    private final Clock clock;
    private @Nullable Instant since;
    private boolean raised;
    private boolean settled;

    /** @param patience how long it must have been so; zero tells at the first look */
    public Condition(Alerts alerts, String name, String key, Duration patience, Clock clock) {
        this.alerts = alerts;
        this.name = name;
        this.key = key;
        this.patience = patience;
        this.clock = clock;
    }

    /** One look. What the store throws is thrown, and the next look does it again. */
    public synchronized void is(boolean so, String sentence) {
        var now = clock.instant();
        if (!so) {
            if (raised || !settled)
                alerts.over(name, key);
            since = null;
            raised = false;
            settled = true;
            return;
        }
        if (since == null)
            since = now;
        if (!raised && !now.isBefore(since.plus(patience))) {
            alerts.begins(name, key, sentence);
            raised = true;
        }
    }
}
