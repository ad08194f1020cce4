package com.oraclelumira.api.payments;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Public handles that we make ourselves: {@code free_} and 128 random bits. */
final class Handles {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private Handles() {}

    static String free() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "free_" + HexFormat.of().formatHex(bytes);
    }
}
