package com.oraclelumira.sandbox.stripe;

import java.time.Duration;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A failure that waits for the next API call of this method ({@code *}: any) below this path.
 * It is used up by {@code times} such calls, one after the other.
 *
 * @param delayMillis only for {@link Type#DELAY}
 */
public record Fault(Type type, String method, String path, int times, long delayMillis) {
    /** What goes wrong. */
    public enum Type {
        /** The connection is cut, and nothing has happened. */
        RESET_BEFORE,
        /** The connection is cut after the operation: it counts, but its answer is lost. */
        RESET_AFTER,
        /** The operation starts late; its Idempotency-Key is in use meanwhile. */
        DELAY,
        /** 429 in Stripe's shape; nothing has happened and nothing is saved. */
        TOO_MANY_REQUESTS,
        /** 502 with a page in HTML, as a proxy in front answers; nothing has happened and nothing is saved. */
        BAD_GATEWAY,
        /** 500 in Stripe's shape; the operation has not happened, and its Idempotency-Key replays the 500. */
        SERVER_ERROR
    }

    /** The next call of this method below this path. */
    public static Fault of(Type type, String method, String path) {
        return new Fault(type, method, path, 1, 0);
    }

    public static Fault delay(Duration delay, String method, String path) {
        return new Fault(Type.DELAY, method, path, 1, delay.toMillis());
    }

    public Fault times(int count) {
        return new Fault(type, method, path, count, delayMillis);
    }

    static Fault of(Params params) {
        try {
            return new Fault(Type.valueOf(params.requiredText("type").toUpperCase(Locale.ROOT)),
                    params.text("method").orElse("*"), params.text("path").orElse("/v1"),
                    params.integer("times").orElse(1L).intValue(), params.integer("delay_ms").orElse(0L));
        } catch (IllegalArgumentException e) {
            throw StripeError.invalid(null, "type", "Unknown fault: " + params.requiredText("type"));
        }
    }

    boolean hits(Call call) {
        return (method.equals("*") || method.equals(call.method())) && call.path().startsWith(path);
    }

    ObjectNode tree() {
        return Json.MAPPER.valueToTree(this);
    }
}
