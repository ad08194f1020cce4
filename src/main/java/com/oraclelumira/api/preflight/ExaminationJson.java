package com.oraclelumira.api.preflight;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** An examination as one JSON object. Pipelines read its {@code go}, the report reads all of it. */
public final class ExaminationJson {
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private ExaminationJson() {}

    public static String write(Examination examination) {
        try {
            return JSON.writeValueAsString(examination);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@link IllegalArgumentException} when it is none. */
    public static Examination read(String json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, Examination.class))
                    .orElseThrow(() -> new IllegalArgumentException("is no examination"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no examination that this version wrote: " + e.getOriginalMessage(),
                    e);
        }
    }
}
