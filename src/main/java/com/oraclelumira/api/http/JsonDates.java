package com.oraclelumira.api.http;

import java.io.IOException;
import java.time.Instant;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;

/**
 * Times in answers as v1 wrote them: UTC with exactly three decimals. Jackson drops them on the full second and writes
 * more when the clock has more, so that the same field would change its form from one order to the next.
 */
@Singleton
class JsonDates implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper json) {
        json.registerModule(new SimpleModule("milliseconds").addSerializer(new Milliseconds()));
    }

    /** After Quarkus' own modules: the last one registered for a type wins. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    private static final class Milliseconds extends StdSerializer<Instant> {
        Milliseconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant at, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(Timestamps.of(at));
        }
    }
}
