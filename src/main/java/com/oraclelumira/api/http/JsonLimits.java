package com.oraclelumira.api.http;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;

/** How far JSON from outside may go, and no name comes twice in an object: Stripe's deepest objects have a dozen levels, our own two or three. */
@Singleton
class JsonLimits implements ObjectMapperCustomizer {
    static final int DEEPEST = 50;
    static final int LONGEST_NUMBER = 50;
    static final int LONGEST_NAME = 200;
    /** Of one string, in characters: as much as the largest body. */
    static final int LONGEST_STRING = 1024 * 1024;

    @Override
    public void customize(ObjectMapper json) {
        // two readers may take two values for it, and a record of ours would be a failure instead of a refusal
        json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        json.getFactory().setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                .maxNumberLength(LONGEST_NUMBER).maxNameLength(LONGEST_NAME).maxStringLength(LONGEST_STRING).build());
    }
}
