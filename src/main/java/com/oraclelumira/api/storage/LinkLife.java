package com.oraclelumira.api.storage;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** How long an address is good for that a page asks for: 15 minutes, or what it names, between 1 minute and 1 hour. */
public final class LinkLife {
    public static final Duration USUAL = Duration.ofMinutes(15);
    private static final long SHORTEST = 60;
    private static final long LONGEST = 3600;
    private static final int MOST_DIGITS = 9;

    private LinkLife() {}

    /** @param seconds as the query names them; what is no number is the usual time */
    public static Duration of(@Nullable String seconds) {
        if (seconds == null || !seconds.matches("-?[0-9]{1," + MOST_DIGITS + "}"))
            return USUAL;
        return Duration.ofSeconds(Math.clamp(Long.parseLong(seconds), SHORTEST, LONGEST));
    }
}
