package com.oraclelumira.api.ops;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.preflight.Examiner;
import com.oraclelumira.api.preflight.Mark;
import com.oraclelumira.api.preflight.Result;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("SEC-1")
class ConfigurationProbesTest {
    private static final String RANDOM = "5b0c1f94a7e2d8366f0e9ab2c41d7f58e3a96b02";

    @Test
    void a_production_that_leaves_nothing_out_is_green_throughout() {
        var results = look(whole());
        assertThat(results).allSatisfy(result -> assertThat(result.mark()).as(result.toString()).isEqualTo(Mark.GOOD));
        assertThat(results).hasSize(6);
    }

    @Test
    @Tag("DEP-4")
    void a_broken_rule_a_development_and_what_is_left_out_are_found() {
        onlyRed(changed("MAIL_FROM", ""), "configuration", "MAIL_FROM: is required");
        onlyRed(changed("APP_ENV", "development", "STRIPE_SECRET_KEY", "sk_test_1", "STRIPE_PUBLISHABLE_KEY",
                "pk_test_1"),
                "configuration", "development");
        assertThat(found(changed("TRUSTED_PROXIES", ""), Mark.HUMAN).get("configuration")).contains("TRUSTED_PROXIES");
    }

    @Test
    @Tag("SEC-2")
    void a_secret_that_somebody_typed_is_found_in_staging_too() {
        var staging = staging();
        staging.put("JWT_SECRET", "lumira-staging-secret-of-the-api-please-change");
        onlyRed(staging, "jwt-secret", "as if somebody had typed it");
        staging.put("JWT_SECRET", RANDOM + "," + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        onlyRed(staging, "jwt-secret", "as if somebody had typed it");
    }

    @Test
    @Tag("PAY-1")
    void keys_of_the_other_mode_are_found_and_test_keys_are_left_to_a_run_in_production() {
        var staging = staging();
        assertThat(found(staging, Mark.HUMAN).get("live-keys")).contains("test keys");
        staging.put("STRIPE_PUBLISHABLE_KEY", "pk_live_1");
        staging.put("STRIPE_SECRET_KEY", "rk_live_1");
        // which the rules of a start do not let pass either
        assertThat(found(staging, Mark.BAD)).containsOnlyKeys("live-keys", "configuration");
        assertThat(found(staging, Mark.BAD).get("live-keys")).contains("STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY");
        assertThat(found(changed("STRIPE_PUBLISHABLE_KEY", "pk_test_1"), Mark.BAD).get("live-keys"))
                .contains("only STRIPE_SECRET_KEY");
    }

    @Test
    @Tag("SEC-4")
    void origins_that_are_not_exact_or_not_https_are_found() {
        var staging = staging();
        staging.put("CORS_ORIGIN", "https://oraclelumira.com,http://localhost:3000");
        onlyRed(staging, "cors-setting", "http://localhost:3000");
        assertThat(found(changed("CORS_ORIGIN", "*"), Mark.BAD).get("cors-setting")).contains("not exact");
    }

    @Test
    @Tag("SEC-6")
    void what_is_for_finding_faults_is_found() {
        var staging = staging();
        staging.put("ENABLE_DEBUG_ROUTES", "true");
        onlyRed(staging, "debug-setting", "ENABLE_DEBUG_ROUTES=true");
        onlyRed(changed("LOG_LEVEL", "TRACE"), "debug-setting", "LOG_LEVEL=TRACE");
    }

    @Test
    void what_only_the_former_system_allowed_is_an_accepted_risk_by_name() {
        for (var lenient : Map.of("CLIENT_SIGN_IN", "email-only", "JWT_ACCEPT_V1", "true", "N8N_CALLBACK_ACCEPT_V1",
                "true").entrySet()) {
            var environment = changed(lenient.getKey(), lenient.getValue());
            assertThat(found(environment, Mark.BAD)).isEmpty();
            assertThat(found(environment, Mark.HUMAN)).containsOnlyKeys("v1-leniency");
            assertThat(found(environment, Mark.HUMAN).get("v1-leniency")).contains(lenient.getKey());
        }
    }

    @Test
    void no_finding_contains_a_secret() {
        var broken = changed("JWT_SECRET", "hunter2hunter2", "STRIPE_SECRET_KEY", "sk_test_hunter2", "MONGODB_URI",
                "mongodb://u:hunter2@mongo/");
        assertThat(look(broken).toString()).doesNotContain("hunter2");
    }

    private static Map<String, String> whole() {
        var variables = GoodEnvironment.in("production");
        variables.putAll(Map.of("TRUSTED_PROXIES", "10.0.0.0/8", "AWS_ACCESS_KEY_ID", "key", "AWS_SECRET_ACCESS_KEY",
                "secret", "AWS_S3_BUCKET_NAME", "uploads", "AWS_LECTURES_BUCKET_NAME", "lectures"));
        variables.putAll(Map.of("N8N_WEBHOOK_URL", "https://n8n.oraclelumira.com/webhook/reading",
                "N8N_CALLBACK_SECRET",
                RANDOM, "ALERT_WEBHOOK_URL", "https://hooks.slack.com/services/x", "ALERT_WEBHOOK_KIND", "slack",
                "SUPPORT_EMAIL", "equipe@oraclelumira.com", "N8N_WEBHOOK_TOKEN", "token"));
        return variables;
    }

    private static Map<String, String> staging() {
        var variables = whole();
        variables.putAll(Map.of("APP_ENV", "staging", "PUBLIC_URL", "https://api-staging.oraclelumira.com",
                "STRIPE_SECRET_KEY", "sk_test_1", "STRIPE_PUBLISHABLE_KEY", "pk_test_1"));
        return variables;
    }

    private static Map<String, String> changed(String... namesAndValues) {
        var variables = whole();
        for (int n = 0; n < namesAndValues.length; n += 2)
            variables.put(namesAndValues[n], namesAndValues[n + 1]);
        return variables;
    }

    private static void onlyRed(Map<String, String> variables, String id, String text) {
        assertThat(found(variables, Mark.BAD)).containsOnlyKeys(id);
        assertThat(found(variables, Mark.BAD).get(id)).contains(text);
    }

    private static Map<String, String> found(Map<String, String> variables, Mark mark) {
        return look(variables).stream().filter(result -> result.mark() == mark)
                .collect(Collectors.toMap(Result::id, Result::found));
    }

    private static List<Result> look(Map<String, String> variables) {
        return new Examiner(Duration.ofMinutes(1))
                .ask(List.of(new ConfigurationProbes(new Environment(new HashMap<>(variables)))));
    }
}
