package com.oraclelumira.api.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class StartCheckTest {
    @TempDir
    Path directory;

    @Test
    @Tag("SEC-1")
    void in_production_only_the_environment_counts() throws IOException {
        write(".env", "PORT=8081\n");
        write("config/application.properties", "lumira.env=development\n");
        var variables = GoodEnvironment.production();
        variables.putAll(Map.of("QUARKUS_HTTP_PORT", "1", "_PROD_QUARKUS_HTTP_PORT", "1", "LUMIRA_ENV", "development",
                "SMALLRYE_CONFIG_LOCATIONS", "/x", "QUARK", "fine"));
        var check = StartCheck.of(variables,
                List.of("quarkus.http.port", "JWT_SECRET", "java.home", "%prod.lumira.env"),
                directory);
        assertThat(check.faults()).extracting(Fault::variable).containsExactlyInAnyOrder(".env",
                "config/application.properties", "QUARKUS_HTTP_PORT", "_PROD_QUARKUS_HTTP_PORT", "LUMIRA_ENV",
                "SMALLRYE_CONFIG_LOCATIONS", "quarkus.http.port", "JWT_SECRET", "%prod.lumira.env");
    }

    @Test
    void in_development_an_env_file_lies_under_the_environment_and_is_checked() throws IOException {
        write(".env", "PORT=none\nCORS_ORIGIN=*\nAPP_ENV=development\n");
        var check = StartCheck.of(GoodEnvironment.development(), List.of(), directory);
        assertThat(check.faults()).extracting(Fault::variable).containsExactly("PORT");
    }

    @Test
    void an_env_file_cannot_switch_production_on() throws IOException {
        write(".env", "APP_ENV=production\n");
        var check = StartCheck.of(GoodEnvironment.development(), List.of(), directory);
        assertThat(check.faults()).extracting(Fault::variable).contains(".env", "STRIPE_SECRET_KEY");
    }

    @Test
    void settings_of_the_framework_only_warn_in_development() {
        var check = StartCheck.of(GoodEnvironment.development(), List.of("quarkus.http.port"), directory);
        assertThat(check.refuses()).isFalse();
        assertThat(check.warnings()).extracting(Fault::variable).contains("quarkus.http.port");
    }

    @Test
    void an_empty_variable_gets_its_default() {
        var variables = GoodEnvironment.development();
        variables.putAll(Map.of("PORT", "", "SMTP_HOST", ""));
        assertThat(StartCheck.of(variables, List.of(), directory).settings())
                .containsExactlyInAnyOrderEntriesOf(Map.of("PORT", "8080", "quarkus.mailer.host", "localhost"));
    }

    @Test
    void a_good_production_has_nothing_to_report() {
        var variables = GoodEnvironment.production();
        variables.putAll(
                Map.of("TRUSTED_PROXIES", "10.0.0.0/8", "AWS_ACCESS_KEY_ID", "AKIA1", "AWS_SECRET_ACCESS_KEY", "s",
                        "AWS_S3_BUCKET_NAME", "uploads", "AWS_LECTURES_BUCKET_NAME", "lectures"));
        assertThat(StartCheck.of(variables, List.of(), directory).report()).isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(directory.resolve(name).getParent());
        Files.writeString(directory.resolve(name), text);
    }
}
