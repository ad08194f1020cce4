package com.oraclelumira.api.ops;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.oraclelumira.api.payments.Reconciliation;

/** {@code reconcile [--hours 72]}: what the service does by itself, now and for as far back as one says. */
@Singleton
class ReconcileCommand implements OperatorCommand {
    private static final String DEFAULT_HOURS = "72";
    private static final int MOST_HOURS = 30 * 24;

    private final Reconciliation reconciliation;
    private final Clock clock;

    ReconcileCommand(Reconciliation reconciliation, Clock clock) {
        this.reconciliation = reconciliation;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "reconcile";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        int hours = Integer.parseInt(options.getOrDefault("hours", DEFAULT_HOURS));
        if (hours < 1 || hours > MOST_HOURS)
            throw new IllegalArgumentException("--hours must be from 1 to 720: Stripe keeps its events for 30 days");
        return reconciliation.since(clock.instant().minus(Duration.ofHours(hours)));
    }
}
