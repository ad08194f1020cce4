package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

/** How the last real call to Stripe went: what the health page may say without asking Stripe. */
@Singleton
public class StripeStatus {
    /** @param outcome {@code ok}, {@code refused} (Stripe answered no) or {@code unavailable} */
    public record LastCall(String operation, String outcome, long millis, Instant at) {}

    private final Clock clock;
    private volatile LastCall last;

    StripeStatus(Clock clock) {
        this.clock = clock;
    }

    void record(String operation, String outcome, long millis) {
        last = new LastCall(operation, outcome, millis, clock.instant());
    }

    /** Empty until the first call. */
    public Optional<LastCall> lastCall() {
        return Optional.ofNullable(last);
    }
}
