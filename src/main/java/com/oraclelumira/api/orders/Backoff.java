package com.oraclelumira.api.orders;

import java.time.Duration;
import java.util.List;

/** How long to wait after an attempt that failed: a table, so that an operator can read it. */
public final class Backoff {
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(5), Duration.ofSeconds(15),
            Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));

    private Backoff() {}

    /** @param attempts made so far, at least 1; past the table's end every further pause is an hour */
    public static Duration after(int attempts) {
        return PAUSES.get(Math.clamp(attempts - 1L, 0, PAUSES.size() - 1));
    }
}
