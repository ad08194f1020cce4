package com.oraclelumira.api.http;

import java.util.regex.Pattern;

/** Makes what a stranger sent fit to be logged. */
public final class OneLine {
    private static final int LONGEST = 200;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");
    /** As long as what opens a mailed link; no id here or at Stripe is. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{40,}");

    private OneLine() {}

    /**
     * The text without line breaks, other control characters and marks that turn text around, cut at 200; {@code null}
     * becomes {@code "-"}.
     */
    public static String of(String text) {
        if (text == null) {
            return "-";
        }
        var clean = CONTROL.matcher(text).replaceAll("_");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }

    /** A request's path: the same, and without the secret that a mailed link has in it. */
    public static String path(String path) {
        return path == null ? "-" : of(TOKEN.matcher(path).replaceAll("***"));
    }
}
