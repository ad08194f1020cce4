package com.oraclelumira.api.production;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/** What n8n sends beside its answer; each name has v1's alias. */
record CallbackHeaders(@Nullable String signature, @Nullable String timestamp, @Nullable String nonce) {
    static CallbackHeaders of(UnaryOperator<@Nullable String> header) {
        return new CallbackHeaders(header.apply("X-N8N-Signature"),
                first(header.apply("X-Timestamp"), header.apply("X-N8N-Timestamp")),
                first(header.apply("X-Nonce"), header.apply("X-N8N-Nonce")));
    }

    boolean bound() {
        return timestamp != null && nonce != null;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
