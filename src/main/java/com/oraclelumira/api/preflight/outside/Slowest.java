package com.oraclelumira.api.preflight.outside;

import com.oraclelumira.api.preflight.outside.Web.Answer;

/** How long calls took, one after the other. */
record Slowest(int calls, long millis, long average) {
    private static final int ROUNDS = 3;

    /** The n-th call, from 0. */
    @FunctionalInterface
    interface Call {
        Answer make(int n) throws Exception;
    }

    /**
     * Of so many calls; a round ends with the first that took longer than {@code bound}. Our own other probes, or a
     * neighbour, may hinder one: what is slow must be so in three rounds, and the best of them counts.
     */
    static Slowest of(int calls, long bound, Call call) throws Exception {
        var best = round(calls, bound, call);
        for (int n = 1; n < ROUNDS && best.millis > bound; n++) {
            var again = round(calls, bound, call);
            best = again.millis < best.millis ? again : best;
        }
        return best;
    }

    private static Slowest round(int calls, long bound, Call call) throws Exception {
        long slowest = 0;
        long sum = 0;
        int n = 0;
        while (n < calls && slowest <= bound) {
            long millis = call.make(n++).millis();
            slowest = Math.max(slowest, millis);
            sum += millis;
        }
        return new Slowest(n, slowest, sum / n);
    }

    String text() {
        return "%d calls: slowest %d ms, on average %d ms".formatted(calls, millis, average);
    }
}
