package com.oraclelumira.api;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.sandbox.AppSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged application from outside. What each rule says is EnvironmentRulesTest's matter. */
class StartRefusalIT {
    private static final AppSettings GOOD = AppSettings.ofThisBuild()
            .with(Map.of("MONGODB_URI", "mongodb://127.0.0.1:1/hush1",
                    "JWT_SECRET", "hush2-hush2-hush2-hush2-hush2-hush2", "CORS_ORIGIN", "http://hush3.test",
                    "STRIPE_SECRET_KEY", "sk_test_hush4", "STRIPE_WEBHOOK_SECRET", "whsec_hush5"));

    @Test
    @Tag("SEC-5")
    void an_empty_webhook_secret_refuses_to_start() {
        try (var app = GOOD.with("STRIPE_WEBHOOK_SECRET", "").start()) {
            assertThat(app.awaitExit(Duration.ofSeconds(60))).isEqualTo(78);
            assertThat(app.output()).contains("STRIPE_WEBHOOK_SECRET: is required").doesNotContain("hush");
        }
    }

    @Test
    @Tag("SEC-1")
    @Tag("PAY-1")
    @Tag("SEC-6")
    void production_with_the_settings_of_a_test_shop_is_told_all_at_once_and_no_value_is_shown() {
        try (var app = GOOD.with(Map.of("APP_ENV", "production", "ENABLE_DEBUG_ROUTES", "true")).start()) {
            assertThat(app.awaitExit(Duration.ofSeconds(60))).isEqualTo(78);
            assertThat(app.output()).contains("STRIPE_SECRET_KEY: must be a live key", "JWT_SECRET: must look random",
                    "CORS_ORIGIN: must list https origins only", "ENABLE_DEBUG_ROUTES: must be false",
                    "STRIPE_PUBLISHABLE_KEY: is required in production", "SMTP_HOST: is required in production",
                    "MAIL_FROM: is required in production").doesNotContainIgnoringCase("hush")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void an_unknown_command_shows_the_usage() {
        try (var app = GOOD.arguments("dance").start()) {
            assertThat(app.awaitExit(Duration.ofSeconds(60))).isEqualTo(64);
            assertThat(app.output()).contains("Usage:", "check-config").doesNotContain("dance");
        }
    }
}
