package com.oraclelumira.sandbox.stripe;

import java.security.SecureRandom;

/** Unguessable identifiers: a prefix as Stripe's, then letters and digits (24 of them are 142 bits). */
final class Ids {
    private static final char[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
            .toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String next(String prefix) {
        return prefix + letters(24);
    }

    static String letters(int length) {
        var letters = new char[length];
        for (int i = 0; i < length; i++) {
            letters[i] = ALPHABET[RANDOM.nextInt(ALPHABET.length)];
        }
        return new String(letters);
    }
}
