package com.oraclelumira.api.notifications;

import java.time.Instant;

/**
 * What the chat is told: that something asks for a person, or that it does no longer.
 *
 * @param times how often it was seen since it began
 */
record ChatNotice(String environment, String name, String sentence, boolean over, int times, Instant since) {
    /** {@code MoneyWithoutOrder (production)}. */
    String title() {
        return (over ? "✅ " : "🔴 ") + name + " (" + environment + ")";
    }

    String text() {
        return over ? "Over. It was: " + sentence : sentence;
    }

    /** Where the reader finds what to do. */
    String footer() {
        return "since %s, seen %d times; what to do: docs/runbook/alerts/%s.md in the API's repository".formatted(since,
                times, name);
    }
}
