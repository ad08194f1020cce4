package com.oraclelumira.sandbox.stripe;

import java.time.Duration;

/** How many deliveries are queued, running or waiting for a retry. */
final class Outstanding {
    private int count;

    synchronized void add() {
        count++;
    }

    synchronized void remove() {
        count--;
        if (count == 0) {
            notifyAll();
        }
    }

    synchronized int count() {
        return count;
    }

    /** @return true if nothing was outstanding before the time was over */
    synchronized boolean awaitNone(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (count > 0) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
