package com.oraclelumira.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
                    "STRIPE_SECRET_KEY", "sk_test_1", "STRIPE_WEBHOOK_SECRET", "whsec_1", "STRIPE_API_BASE",
                    "http://127.0.0.1:1"));

    @AfterEach
    void stopMongo() {
        mongo.shutdownNow();
    }

    @Test
    @Tag("DEP-2")
    void starts_although_stripe_takes_the_call_and_never_answers() throws IOException {
        try (var deaf = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var app = settings.with("STRIPE_API_BASE", "http://127.0.0.1:" + deaf.getLocalPort()).start()) {
            deaf.setSoTimeout(60_000);
            try (var unanswered = deaf.accept()) { // asked without any customer, as a warm-up
                app.awaitReady(Duration.ofSeconds(60));
                assertThat(unanswered.getInputStream().read()).isEqualTo('G');
            }
        }
    }

    @Test
    @Tag("DEP-4")
    @Tag("DB-1")
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
