package com.oraclelumira.api.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The reading itself, as the generator delivers it: texts, and addresses of objects in the buckets (contract §3.3). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reading(@Nullable String archetype, @Nullable String reading, @Nullable String audioUrl,
        @Nullable String pdfUrl, @Nullable String mandalaSvg, @Nullable String ritual,
        @Nullable String blockagesAnalysis, @Nullable String soulProfile) {

    public static final Reading EMPTY = new Reading(null, null, null, null, null, null, null, null);

    /** With what {@code newer} brings; what it leaves blank stays as it was. */
    public Reading merge(Reading newer) {
        return new Reading(pick(newer.archetype, archetype), pick(newer.reading, reading),
                pick(newer.audioUrl, audioUrl), pick(newer.pdfUrl, pdfUrl), pick(newer.mandalaSvg, mandalaSvg),
                pick(newer.ritual, ritual), pick(newer.blockagesAnalysis, blockagesAnalysis),
                pick(newer.soulProfile, soulProfile));
    }

    /** There is something to read: a text or a PDF. */
    public boolean presentable() {
        return pick(reading, pdfUrl) != null && !pick(reading, pdfUrl).isBlank();
    }

    private static @Nullable String pick(@Nullable String newer, @Nullable String older) {
        return newer == null || newer.isBlank() ? older : newer;
    }
}
