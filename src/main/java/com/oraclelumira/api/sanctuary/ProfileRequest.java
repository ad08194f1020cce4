package com.oraclelumira.api.sanctuary;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.PlainText;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;

/**
 * Any of the nine fields of a profile (contract M7): absent is left as it is, blank is taken away, whatever else the page
 * sends is not looked at.
 */
record ProfileRequest(@Nullable String birthDate, @Nullable String birthTime, @Nullable String birthPlace,
        @Nullable String specificQuestion, @Nullable String objective, @Nullable String facePhotoUrl,
        @Nullable String palmPhotoUrl, @Nullable Boolean profileCompleted, @Nullable String submittedAt) {

    private static final int SHORT = 40;
    private static final int PLACE = 200;
    private static final int TEXT = 5_000;

    /** What to store, by the field's path. VALIDATION_ERROR. */
    Map<String, @Nullable Object> changes() {
        var changes = new LinkedHashMap<String, @Nullable Object>();
        put(changes, "birthDate", PlainText.bounded(birthDate, SHORT, "La date de naissance"));
        put(changes, "birthTime", PlainText.bounded(birthTime, SHORT, "L'heure de naissance"));
        put(changes, "birthPlace", PlainText.bounded(birthPlace, PLACE, "Le lieu de naissance"));
        put(changes, "specificQuestion", PlainText.boundedLines(specificQuestion, TEXT, "La question"));
        put(changes, "objective", PlainText.boundedLines(objective, TEXT, "L'objectif"));
        if (profileCompleted != null)
            changes.put("profile.profileCompleted", profileCompleted);
        if (submittedAt != null && !submittedAt.isBlank())
            changes.put("profile.submittedAt", instant(submittedAt));
        return changes;
    }

    private static void put(Map<String, @Nullable Object> changes, String field, @Nullable String value) {
        if (value != null)
            changes.put("profile." + field, value.isEmpty() ? null : value);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "La date d'envoi n'est pas valide.", e);
        }
    }
}
