package com.oraclelumira.api.ops;

import java.util.Map;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The framework expands expressions inside values; a password must not become another one on the way. */
class EnvironmentRulesLiteralTest {
    @ParameterizedTest
    @ValueSource(strings = {"a$b", "a$", "$a", "$ab$c", "a$$b", "a$$", "$${b}", "a{b}c", "a}b", "a${b}", "a${b:c}",
            "a${", "a:b",
            "a\\b", "a\\\\b", "a\\,b", "a\\$b", "%x", "#x", "a=b", "a,b", "a;b", "é", "`a", "'a", "a\"b", "$(a)", "$1",
            "$:",
            "$}"})
    void a_value_that_the_rules_accept_reaches_the_application_unchanged(String value) {
        var variables = GoodEnvironment.development();
        variables.putAll(Map.of("SMTP_USER", "u", "SMTP_PASSWORD", value));
        boolean isAccepted = EnvironmentRules.faults(new Environment(variables)).isEmpty();
        assertThat(isAccepted).isEqualTo(isReadLiterally(value));
    }

    private static boolean isReadLiterally(String value) {
        var config = new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new EnvConfigSource(Map.of("SMTP_PASSWORD", value), 300))
                .withDefaultValue("lumira.mail.password", "${SMTP_PASSWORD:}").build();
        return value.equals(config.getConfigValue("lumira.mail.password").getValue());
    }
}
