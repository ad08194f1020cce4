package com.oraclelumira.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.oraclelumira.sandbox.AppSettings;

import static org.assertj.core.api.Assertions.assertThat;

class EnvironmentOnlyIT {
    private final MongoServer mongo = new MongoServer(new MemoryBackend());
    private final AppSettings settings = AppSettings.ofThisBuild()
            .with(Map.of("MONGODB_URI", mongo.bindAndGetConnectionString()
                    + "/shop", "JWT_SECRET", "only-for-this-test-only-for-this-test", "CORS_ORIGIN",
                    "http://localhost:5173",
                    "STRIPE_SECRET_KEY", "sk_test_1", "STRIPE_WEBHOOK_SECRET", "whsec_1"));

    @AfterEach
    void stopMongo() {
        mongo.shutdownNow();
    }

    @Test
    @Tag("DEP-4")
    void starts_from_the_environment_alone_and_an_empty_variable_counts_as_unset() {
        var empty = Map.of("SMTP_PORT", "", "LOG_LEVEL", "", "SHUTDOWN_DELAY", "", "PUBLIC_URL", "", "SMTP_HOST", "");
        try (var app = settings.with(empty).start().awaitReady(Duration.ofSeconds(60))) {
            assertThat(app.stop()).isEqualTo(143);
        }
    }

    @Test
    @Tag("SEC-1")
    void settings_in_the_working_directory_do_not_count(@TempDir Path directory) throws IOException {
        Files.createDirectory(directory.resolve("config"));
        Files.writeString(directory.resolve("config/application.properties"),
                "lumira.stripe.secret-key=sk_live_hush\n");
        try (var app = settings.in(directory).start()) {
            assertThat(app.awaitExit(Duration.ofSeconds(60))).isEqualTo(78);
            assertThat(app.output()).contains("config/application.properties: would be read").doesNotContain("hush");
        }
    }
}
