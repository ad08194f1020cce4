package com.oraclelumira.api.orders;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the customer told us for this reading (contract §3.12): free text from the form, absent where she left it empty.
 * {@code dateOfBirth} is {@code yyyy-MM-dd}, {@code birthTime} {@code HH:mm}. {@code specificQuestion} is her question
 * and nothing else; {@code objective} is what v1's desk shows as "lifeQuestion". {@code preferences} come from older
 * pages; today's send none. {@code fromElsewhere} is true when nothing showed that the order's buyer sent it.
 */
public record Intake(@Nullable String firstName, @Nullable String lastName, @Nullable String phone,
        @Nullable String dateOfBirth, @Nullable String birthTime, @Nullable String birthPlace,
        @Nullable String specificQuestion, @Nullable String objective, @Nullable String specificContext,
        List<Photo> photos, Instant submittedAt, @Nullable Preferences preferences, @Nullable Boolean fromElsewhere) {

    /** How she wants her reading: a voice ({@code masculine}, {@code feminine}), a way ({@code email}, {@code whatsapp}). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Preferences(@Nullable String audioVoice, @Nullable String deliveryFormat) {}

    public Intake {
        photos = List.copyOf(photos);
    }

    /** Her own. */
    public Intake(@Nullable String firstName, @Nullable String lastName, @Nullable String phone,
            @Nullable String dateOfBirth, @Nullable String birthTime, @Nullable String birthPlace,
            @Nullable String specificQuestion, @Nullable String objective, @Nullable String specificContext,
            List<Photo> photos, Instant submittedAt, @Nullable Preferences preferences) {
        this(firstName, lastName, phone, dateOfBirth, birthTime, birthPlace, specificQuestion, objective,
                specificContext, photos, submittedAt, preferences, null);
    }

    /** Nothing that a reading could be made of: at most a name and how to reach her. */
    public boolean saysNothing() {
        return photos.isEmpty() && Stream
                .of(dateOfBirth, birthTime, birthPlace, specificQuestion, objective, specificContext)
                .allMatch(Objects::isNull);
    }
}
