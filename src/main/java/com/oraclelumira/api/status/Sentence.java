package com.oraclelumira.api.status;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.PlainText;

/** One thing to say about an incident, in both languages of the page. */
public record Sentence(String fr, String en) {

    /** {@link IllegalArgumentException} for the operator when one is missing or too long. */
    public static Sentence of(@Nullable String fr, @Nullable String en) {
        return new Sentence(bounded(fr, "--fr"), bounded(en, "--en"));
    }

    private static String bounded(@Nullable String text, String option) {
        var line = PlainText.bounded(text, Integer.MAX_VALUE, option);
        if (line == null || line.isEmpty() || line.length() > Incidents.LONGEST)
            throw new IllegalArgumentException(
                    "%s must be a sentence of 1 to %d characters".formatted(option, Incidents.LONGEST));
        return line;
    }

    Incident.Entry at(Instant moment) {
        return new Incident.Entry(moment, fr, en);
    }
}
