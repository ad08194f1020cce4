package com.oraclelumira.api.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over several parts, each preceded by its length so that no two lists of parts collide. */
public final class Hashes {
    private static final int CALLER_DIGITS = 12;

    private Hashes() {}

    /** 64 lower-case hexadecimal digits. */
    public static String sha256(String... parts) {
        var digest = digest();
        for (var part : parts) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((byte) (bytes.length >>> 24));
            digest.update((byte) (bytes.length >>> 16));
            digest.update((byte) (bytes.length >>> 8));
            digest.update((byte) bytes.length);
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** 12 digits by which a network is recognised from one log line to the next, and not known. */
    public static String caller(String network) {
        return sha256("caller", network).substring(0, CALLER_DIGITS);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
