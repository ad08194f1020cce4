package com.oraclelumira.api.admission;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Something that there is only so much of, and of which no single network gets more than its share. */
final class Supply {
    private final long all;
    private final long share;
    private final AtomicLong taken = new AtomicLong();
    private final Map<String, Long> byNetwork = new ConcurrentHashMap<>();

    Supply(long all, long share) {
        this.all = all;
        this.share = share;
    }

    /** False, and nothing is taken, when there is not so much left. */
    boolean take(String network, long amount) {
        var within = taken.addAndGet(amount) <= all & byNetwork.merge(network, amount, Long::sum) <= share;
        if (!within)
            giveBack(network, amount);
        return within;
    }

    void giveBack(String network, long amount) {
        taken.addAndGet(-amount);
        byNetwork.computeIfPresent(network, (_, had) -> had <= amount ? null : had - amount);
    }

    long taken() {
        return taken.get();
    }
}
