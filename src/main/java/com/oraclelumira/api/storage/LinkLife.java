package com.oraclelumira.api.storage;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** How long an address is good for that a page asks for: 15 minutes, or what it names, between 1 minute and 1 hour. */
public final class LinkLife {
    public static final Duration USUAL = Duration.ofMinutes(15);
    private static final long SHORTEST = 60;
    private static final long LONGEST = 3600;

    private LinkLife() {}

    /** @param seconds as the query names them; null is the usual time */
    public static Duration of(@Nullable Integer seconds) {
        return seconds == null ? USUAL : Duration.ofSeconds(Math.clamp(seconds, SHORTEST, LONGEST));
    }
}
