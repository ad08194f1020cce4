package com.oraclelumira.api.admission;

import java.time.Duration;
import java.util.Locale;

/**
 * The kinds of calls, and how many of each are worked on at a time, wait for that, and for how long. Together fewer are
 * worked on than there are worker threads ({@code quarkus.thread-pool.max-threads}): scheduled jobs always find one.
 */
enum Lane {
    /** Answered from what is known already, on no worker thread: how we are can be asked whatever else goes on. */
    MONITORS(Integer.MAX_VALUE, 0, Duration.ZERO),
    /** Stripe and n8n: a paid order never waits behind visitors. */
    DELIVERIES(32, 500, Duration.ofSeconds(5)),
    /** Everybody else. Who would wait longer is told so at once and comes back. */
    SHOP(128, 400, Duration.ofSeconds(2));

    private final int atOnce;
    private final int places;
    private final Duration patience;

    Lane(int atOnce, int places, Duration patience) {
        this.atOnce = atOnce;
        this.places = places;
        this.patience = patience;
    }

    int atOnce() {
        return atOnce;
    }

    int places() {
        return places;
    }

    Duration patience() {
        return patience;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
