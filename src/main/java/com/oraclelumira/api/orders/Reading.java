package com.oraclelumira.api.orders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

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

    /** What it brings, by field; nothing blank. */
    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        var all = new @Nullable String[][]{{"archetype", archetype}, {"reading", reading}, {"audioUrl", audioUrl},
                {"pdfUrl", pdfUrl}, {"mandalaSvg", mandalaSvg}, {"ritual", ritual},
                {"blockagesAnalysis", blockagesAnalysis}, {"soulProfile", soulProfile}};
        for (var field : all)
            if (field[1] != null && !field[1].isBlank())
                fields.put(field[0], field[1]);
        return fields;
    }

    public boolean empty() {
        return fields().isEmpty();
    }

    /** With other addresses of the same files. */
    public Reading at(@Nullable String otherPdfUrl, @Nullable String otherAudioUrl) {
        return new Reading(archetype, reading, otherAudioUrl, otherPdfUrl, mandalaSvg, ritual, blockagesAnalysis,
                soulProfile);
    }

    /** Of its files, ours or not; a mandala that is a drawing has none. */
    public List<String> addresses() {
        return Stream.of(pdfUrl, audioUrl, mandalaSvg).filter(Objects::nonNull)
                .filter(text -> !text.isBlank() && !text.contains("<")).toList();
    }

    /** There is something to read: a text or a PDF. */
    public boolean presentable() {
        return fields().containsKey("reading") || fields().containsKey("pdfUrl");
    }

    private static @Nullable String pick(@Nullable String newer, @Nullable String older) {
        return newer == null || newer.isBlank() ? older : newer;
    }
}
