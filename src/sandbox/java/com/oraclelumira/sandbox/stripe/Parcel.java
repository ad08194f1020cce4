package com.oraclelumira.sandbox.stripe;

import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One event on its way to one endpoint; {@code attempt} counts from 1, {@code sequence} keeps equal times in order. */
record Parcel(String event, String endpoint, byte[] body, int attempt, long dueNanos, long sequence)
        implements
            Delayed {
    private static final AtomicLong SEQUENCE = new AtomicLong();

    Parcel(String event, String endpoint, byte[] body) {
        this(event, endpoint, body, 1, System.nanoTime(), SEQUENCE.incrementAndGet());
    }

    Parcel in(long millis) {
        return new Parcel(event, endpoint, body, attempt, System.nanoTime() + millis * 1_000_000, sequence);
    }

    Parcel retry(long millis) {
        return new Parcel(event, endpoint, body, attempt + 1, System.nanoTime() + millis * 1_000_000, sequence);
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        var that = (Parcel) other;
        int byTime = Long.signum(dueNanos - that.dueNanos);
        return byTime != 0 ? byTime : Long.compare(sequence, that.sequence);
    }
}
