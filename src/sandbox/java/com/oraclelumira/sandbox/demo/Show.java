package com.oraclelumira.sandbox.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as a French page writes them. */
final class Show {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.FRENCH)
            .withZone(ZoneId.systemDefault());

    private Show() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** {@code Gratuit}, {@code 47 €}, {@code 47,50 €}. */
    static String euros(long cents) {
        if (cents == 0) {
            return "Gratuit";
        }
        return cents % 100 == 0 ? cents / 100 + " €" : String.format(Locale.FRENCH, "%.2f €", cents / 100.0);
    }
}
