package com.oraclelumira.api.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants as v1's JSON writes them and the frontends parse them: UTC, always with milliseconds. */
public final class Timestamps {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** For example {@code 2026-11-22T10:14:55.871Z}. */
    public static String of(Instant instant) {
        return MILLIS.format(instant);
    }
}
