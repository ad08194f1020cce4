package com.oraclelumira.api.notifications;

import java.util.regex.Pattern;

/** Makes a sentence fit for logs, mailboxes and chats that others read: one line, short, and nobody's address in it. */
final class AlertSentence {
    private static final int LONGEST = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]+");
    /**
     * A failure's own words may quote what was stored: an address in a duplicate key, a token in a path. As long as
     * RFC 5321 lets an address be, so that a long word takes no quadratic time.
     */
    private static final Pattern ADDRESS = Pattern
            .compile("[^\\s\"'<>(){}\\[\\]:,;]{1,64}@[^\\s\"'<>(){}\\[\\]:,;]{1,255}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{40,}");
    private static final Pattern PHONE = Pattern.compile("(?<![\\w-])\\+?\\d(?:[ .]?\\d){8,14}(?![\\w-])");

    private AlertSentence() {}

    static String of(String text) {
        var clean = CONTROL.matcher(text).replaceAll(" ");
        for (var pattern : new Pattern[]{ADDRESS, TOKEN, PHONE})
            clean = pattern.matcher(clean).replaceAll("***");
        return clean.codePointCount(0, clean.length()) <= LONGEST
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
