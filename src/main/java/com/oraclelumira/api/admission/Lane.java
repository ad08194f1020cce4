package com.oraclelumira.api.admission;

import java.time.Duration;
import java.util.Locale;

/**
 * The kinds of calls: how many of each are worked on at a time, how many wait for that and for how long, and how many of
 * all these, those included whose body is still on its way, one network may have. Of those that ask the database fewer
 * are worked on than its driver has connections (100), and these are fewer than the worker threads (128): nobody waits
 * for either, and scheduled jobs always find one.
 */
enum Lane {
    /** Answered from what is known already, on no worker thread: how we are can be asked whatever else goes on. */
    MONITORS(Integer.MAX_VALUE, 0, 200, Duration.ZERO),
    /**
     * Stripe and n8n: a paid order never waits behind visitors. Who only calls himself Stripe leaves places to Stripe, and
     * connections to everybody.
     */
    DELIVERIES(24, 500, 400, Duration.ofSeconds(5)),
    /** The reference's files, the only answers that are longer than what the network takes from us unread. */
    FILES(32, 32, 16, Duration.ofSeconds(2)),
    /** What hashes a password, two at a time: a flood of them waits without a thread, and stays its sender's alone. */
    PASSWORDS(8, 40, 12, Duration.ofSeconds(10)),
    /** Everybody else. A page of the desk makes 57 calls at once, and three colleagues may sit behind one address. */
    SHOP(64, 400, 200, Duration.ofSeconds(2));

    private final int atOnce;
    private final int places;
    private final int share;
    private final Duration patience;

    Lane(int atOnce, int places, int share, Duration patience) {
        this.atOnce = atOnce;
        this.places = places;
        this.share = share;
        this.patience = patience;
    }

    int atOnce() {
        return atOnce;
    }

    int places() {
        return places;
    }

    /** Of one network. */
    int share() {
        return share;
    }

    Duration patience() {
        return patience;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
