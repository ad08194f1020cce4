package com.oraclelumira.api.orders;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that an order's new state obliges us to do, kept inside the order so that no crash can part the two.
 * {@code key} is deterministic and unique within the order ({@code paid}, {@code refund_failed:re_…}), so that the same
 * facts oblige us once. {@code nextAt} is both "not before" and the end of the present lease; absent once done.
 */
public record Effect(String key, int attempts, @Nullable Instant nextAt, @Nullable Instant doneAt,
        @Nullable String lastError) {

    public static Effect due(String key, Instant now) {
        return new Effect(key, 0, now, null, null);
    }

    /** What the key of such an obligation begins with; what follows a colon says which object it is about. */
    public static String kindOf(String key) {
        return key.split(":", 2)[0];
    }

    public String kind() {
        return kindOf(key);
    }

    /** Not done, and neither postponed nor claimed beyond {@code now}. */
    public boolean dueAt(Instant now) {
        return nextAt != null && !nextAt.isAfter(now);
    }
}
