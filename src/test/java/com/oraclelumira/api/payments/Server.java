package com.oraclelumira.api.payments;

/** One process that Stripe delivers to, from its start to its end. What it keeps in memory ends with it. */
interface Server {
    /** Handles a delivery and runs {@code answer} when it says 200. */
    void deliver(byte[] body, Runnable answer);

    /** Everything that its background workers would do now, until nothing is due. */
    void work();
}
