package com.oraclelumira.api.http;

import java.io.IOException;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("INF-6")
@Tag("DEP-4")
class LogConfigurationTest {
    @ParameterizedTest
    @CsvSource({"production, true", "staging, true", "development, false", "some-other, true"})
    void the_environment_decides_between_json_and_text(String environment, boolean json) throws IOException {
        assertThat(value("quarkus.log.console.json.enabled", Map.of("APP_ENV", environment)))
                .isEqualTo(String.valueOf(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEBUG", "WARN"})
    void the_log_level_is_that_of_our_own_code(String level) throws IOException {
        assertThat(value("quarkus.log.category.\"com.oraclelumira\".level", Map.of("LOG_LEVEL", level)))
                .isEqualTo(level);
        assertThat(value("quarkus.log.level", Map.of("LOG_LEVEL", level))).isEqualTo("INFO");
    }

    private static String value(String name, Map<String, String> environment) throws IOException {
        var file = LogConfigurationTest.class.getResource("/application.properties");
        var config = new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(file, 100),
                        new PropertiesConfigSource(environment, "environment", 300))
                .build();
        return config.getValue(name, String.class);
    }
}
