package com.oraclelumira.api.http;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;

/** How far JSON from outside may go: Stripe's deepest objects have a dozen levels, our own two or three. */
@Singleton
class JsonLimits implements ObjectMapperCustomizer {
    static final int DEEPEST = 50;
    static final int LONGEST_NUMBER = 50;
    static final int LONGEST_NAME = 200;
    /** Of one string, in characters: as much as the largest body. */
    static final int LONGEST_STRING = 1024 * 1024;

    @Override
    public void customize(ObjectMapper json) {
        json.getFactory().setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                .maxNumberLength(LONGEST_NUMBER).maxNameLength(LONGEST_NAME).maxStringLength(LONGEST_STRING).build());
    }
}
