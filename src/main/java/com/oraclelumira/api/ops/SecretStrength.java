package com.oraclelumira.api.ops;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells a generated secret from one that a person typed, as far as one text allows.
 * A text passes when it has {@value #LEAST_DISTINCT} different characters of two kinds (lower case, upper case, digit),
 * a Shannon estimate of {@value #LEAST_BITS} bits over the whole text, is not one piece repeated, does not count up or
 * down, and contains no giveaway word. 128 random bits in hexadecimal pass (32 characters, about 112 bits by this
 * estimate, which is low for short texts); "aaaa…", "abcabc…", "0123…" and "change-me…" do not.
 * A long invented sentence with capitals can still pass: the sentence of the rule tells how to generate one.
 */
final class SecretStrength {
    static final int LEAST_BYTES = 32;
    static final int LEAST_DISTINCT = 8;
    static final int LEAST_BITS = 80;
    /** Five letters or more: shorter words turn up in generated secrets. */
    static final List<String> GIVEAWAYS = List.of("secret", "change", "default", "example", "password", "passw0rd",
            "motdepasse", "development", "staging", "sample", "dummy", "placeholder", "lumira", "oracle", "azerty",
            "qwerty", "letmein");

    private SecretStrength() {}

    static boolean isLongEnough(String secret) {
        return secret.getBytes(StandardCharsets.UTF_8).length >= LEAST_BYTES;
    }

    static boolean looksRandom(String secret) {
        return secret.chars().distinct().count() >= LEAST_DISTINCT && kinds(secret) >= 2
                && shannonBits(secret) >= LEAST_BITS && !repeats(secret) && !counts(secret) && !givesAway(secret);
    }

    private static long kinds(String secret) {
        return Stream.<IntPredicate>of(Character::isLowerCase, Character::isUpperCase, Character::isDigit)
                .filter(kind -> secret.chars().anyMatch(kind)).count();
    }

    static double shannonBits(String secret) {
        var counts = secret.chars().boxed().collect(Collectors.groupingBy(c -> c, Collectors.counting()));
        return counts.values().stream()
                .mapToDouble(count -> count * Math.log((double) secret.length() / count) / Math.log(2)).sum();
    }

    private static boolean repeats(String secret) {
        for (int period = 1; period <= secret.length() / 2; period++) {
            if (secret.startsWith(secret.substring(period))) {
                return true;
            }
        }
        return false;
    }

    /** Half of the steps from one character to the next are 0, +1 or -1; in random text it is one in five at most. */
    private static boolean counts(String secret) {
        int near = 0;
        for (int i = 1; i < secret.length(); i++) {
            near += Math.abs(secret.charAt(i) - secret.charAt(i - 1)) <= 1 ? 1 : 0;
        }
        return near * 2 >= secret.length();
    }

    private static boolean givesAway(String secret) {
        String lower = secret.toLowerCase(Locale.ROOT);
        return GIVEAWAYS.stream().anyMatch(lower::contains);
    }
}
