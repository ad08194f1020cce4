package com.oraclelumira.api.ops;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The cases stand in environment-rules.csv: mode, variable, value, ok or refused. */
class EnvironmentRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"production", "staging", "development"})
    @Tag("DEP-4")
    void a_good_environment_has_no_fault(String mode) {
        assertThat(faults(GoodEnvironment.in(mode))).isEmpty();
    }

    @ParameterizedTest(name = "in {0} {1}={2} is {3}")
    @CsvFileSource(resources = "environment-rules.csv", numLinesToSkip = 1, delimiter = '|', quoteCharacter = '~')
    @Tag("SEC-1")
    void each_value_is_judged_by_the_rules_of_its_variable(String mode, String variable, String value, String verdict) {
        var variables = GoodEnvironment.in(mode);
        variables.put(variable, written(value));
        assertThat(variables.get(variable)).isNotNull();
        assertThat(faults(variables).stream().map(Fault::variable).filter(variable::equals).findAny().isPresent())
                .isEqualTo(verdict.equals("refused"));
    }

    private static String written(String value) {
        return value == null
                ? ""
                : value.replace("␣", " ").replace("␤", "\n").replace("RANDOM", GoodEnvironment.RANDOM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MONGODB_URI", "JWT_SECRET", "CORS_ORIGIN", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"})
    @Tag("SEC-5")
    void what_is_required_is_missed_when_absent_and_when_empty(String name) {
        var variables = GoodEnvironment.development();
        variables.put(name, "");
        assertThat(faults(variables)).containsExactly(new Fault(name, "is required"));
        variables.remove(name);
        assertThat(faults(variables)).containsExactly(new Fault(name, "is required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRIPE_PUBLISHABLE_KEY", "SMTP_HOST", "MAIL_FROM"})
    @Tag("COM-1")
    void production_requires_more(String name) {
        var variables = GoodEnvironment.production();
        variables.remove(name);
        assertThat(faults(variables)).extracting(Fault::variable).containsExactly(name);
    }

    @Test
    @Tag("SEC-1")
    void all_faults_are_listed_at_once_without_a_value() {
        var variables = GoodEnvironment.production();
        variables.putAll(
                Map.of("STRIPE_SECRET_KEY", "sk_test_hush1", "JWT_SECRET", "hush2", "MONGODB_URI", "hush3://h/d",
                        "CORS_ORIGIN", "https://hush4.example/*", "STRIPE_WEBHOOK_SECRET", "hush5", "PORT", "hush6"));
        var report = StartCheck.of(variables, List.of(), Path.of("target")).report();
        assertThat(faults(variables)).extracting(Fault::variable).containsExactlyInAnyOrder("STRIPE_SECRET_KEY",
                "JWT_SECRET",
                "MONGODB_URI", "CORS_ORIGIN", "STRIPE_WEBHOOK_SECRET", "PORT", "STRIPE_PUBLISHABLE_KEY");
        assertThat(report).contains("STRIPE_SECRET_KEY: must be a live key").doesNotContain("hush");
    }

    @Test
    void the_essential_variables_of_the_object_store_come_together() {
        var variables = GoodEnvironment.development();
        variables.put("AWS_ACCESS_KEY_ID", "AKIA1");
        assertThat(faults(variables)).extracting(Fault::variable).containsExactly("AWS_SECRET_ACCESS_KEY",
                "AWS_S3_BUCKET_NAME", "AWS_LECTURES_BUCKET_NAME");
    }

    @Test
    @Tag("PAY-1")
    void the_two_keys_of_Stripe_are_of_one_mode() {
        var variables = GoodEnvironment.development();
        variables.put("STRIPE_PUBLISHABLE_KEY", "pk_live_1");
        assertThat(faults(variables)).extracting(Fault::variable).containsExactly("STRIPE_PUBLISHABLE_KEY");
    }

    @Test
    void an_unknown_APP_ENV_is_judged_as_production() {
        var variables = GoodEnvironment.development();
        variables.put("APP_ENV", "prod");
        assertThat(faults(variables)).extracting(Fault::variable).contains("APP_ENV", "STRIPE_SECRET_KEY", "SMTP_HOST");
    }

    @Test
    void an_accepted_risk_warns_and_does_not_stop() {
        var variables = GoodEnvironment.in("staging");
        variables.put("CLIENT_SIGN_IN", "email-only");
        variables.put("STRIPE_PRODUCT_WEBHOOK_SECRET", "whsec_2");
        assertThat(faults(variables)).isEmpty();
        assertThat(EnvironmentRules.warnings(new Environment(variables))).extracting(Fault::variable)
                .containsExactlyInAnyOrder("PUBLIC_URL", "SMTP_HOST", "CLIENT_SIGN_IN", "TRUSTED_PROXIES",
                        "STRIPE_PRODUCT_WEBHOOK_SECRET");
    }

    private static List<Fault> faults(Map<String, String> variables) {
        return EnvironmentRules.faults(new Environment(variables));
    }
}
