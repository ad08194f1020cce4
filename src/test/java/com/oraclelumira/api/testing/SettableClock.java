package com.oraclelumira.api.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import jakarta.inject.Singleton;

import io.quarkus.test.Mock;

/**
 * The application's clock in every {@code @QuarkusTest}: the real time until a test sets it, then still until advanced.
 * Inject it and {@link #reset()} it afterwards.
 */
@Mock
@Singleton
public class SettableClock extends Clock {
    private volatile Instant fixed;

    /** Stops the clock at this instant. */
    public void set(Instant instant) {
        fixed = instant;
    }

    /** Moves the clock on and leaves it standing there. */
    public void advance(Duration by) {
        fixed = instant().plus(by);
    }

    /** Back to the real time. */
    public void reset() {
        fixed = null;
    }

    @Override
    public Instant instant() {
        var now = fixed;
        return now == null ? Clock.systemUTC().instant() : now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
