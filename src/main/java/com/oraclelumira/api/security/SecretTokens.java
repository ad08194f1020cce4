package com.oraclelumira.api.security;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable one-time tokens: 256 random bits, safe in a URL. Only their hash is stored. */
public final class SecretTokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private SecretTokens() {}

    public static String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What to store and to look up instead of the token. */
    public static String hash(String token) {
        return Hashes.sha256("token", token);
    }
}
