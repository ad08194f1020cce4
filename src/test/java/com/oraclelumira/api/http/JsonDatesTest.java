package com.oraclelumira.api.http;

import java.time.Instant;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class JsonDatesTest {
    @Inject
    ObjectMapper json;

    @ParameterizedTest
    @CsvSource({"2026-11-22T10:14:55Z, 2026-11-22T10:14:55.000Z", "2026-11-22T10:14:55.1Z, 2026-11-22T10:14:55.100Z",
            "2026-11-22T10:14:55.871999999Z, 2026-11-22T10:14:55.871Z"})
    void a_time_has_three_decimals_whatever_the_clock_says(Instant at, String written) throws Exception {
        assertThat(json.writeValueAsString(at)).isEqualTo('"' + written + '"');
        assertThat(json.readValue('"' + written + '"', Instant.class)).isEqualTo(Instant.parse(written));
    }
}
