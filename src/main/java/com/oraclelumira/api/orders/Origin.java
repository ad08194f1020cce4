package com.oraclelumira.api.orders;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.security.Hashes;

/**
 * Where an order came from. {@code key} (unique, released once the checkout is over) makes a double click find the same
 * order; {@code fingerprint} tells a key that is reused for something else; {@code network} is a hash of the buyer's
 * network and e-mail address, the proof with which she may sign in right after paying; {@code freeFor} (unique) is the
 * address that had its free reading; {@code requestId} finds the log lines; {@code attempt} counts the keys under
 * which a PaymentIntent was asked for (a new one after Stripe saved a failure under the last).
 */
public record Origin(@Nullable String key, String fingerprint, String network, @Nullable String freeFor,
        String requestId, int attempt) {

    /** @param network an IPv4 address or an IPv6 /64 */
    public static String networkOf(String email, String network) {
        return Hashes.sha256("network", email, network);
    }
}
