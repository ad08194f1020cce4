package com.oraclelumira.api.orders;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the customer told us for this reading (contract §3.12): free text from the form, absent where she left it empty.
 * {@code dateOfBirth} is {@code yyyy-MM-dd}, {@code birthTime} {@code HH:mm}. {@code specificQuestion} is her question
 * and nothing else; {@code objective} is what v1's desk shows as "lifeQuestion". {@code preferences} come from older
 * pages; today's send none.
 */
public record Intake(@Nullable String firstName, @Nullable String lastName, @Nullable String phone,
        @Nullable String dateOfBirth, @Nullable String birthTime, @Nullable String birthPlace,
        @Nullable String specificQuestion, @Nullable String objective, @Nullable String specificContext,
        List<Photo> photos, Instant submittedAt, @Nullable Preferences preferences) {

    /** How she wants her reading: a voice ({@code masculine}, {@code feminine}), a way ({@code email}, {@code whatsapp}). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Preferences(@Nullable String audioVoice, @Nullable String deliveryFormat) {}

    public Intake {
        photos = List.copyOf(photos);
    }
}
