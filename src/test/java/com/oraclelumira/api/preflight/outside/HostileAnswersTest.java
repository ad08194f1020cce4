package com.oraclelumira.api.preflight.outside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;


import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Answers that an installation of ours would never give. */
@Tag("DEP-6")
class HostileAnswersTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void an_answer_that_begins_and_never_ends_is_none() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });
        try (var web = new Web(Duration.ofSeconds(2))) {
            assertTimeoutPreemptively(LONG, () -> assertThatThrownBy(() -> web.get(base(), "/health"))
                    .isInstanceOf(Web.Unanswered.class).hasMessageContaining("does not answer within 2 s"));
        }
    }

    @Test
    void an_answer_that_is_larger_than_any_of_ours_is_none() {
        server.createContext("/", exchange -> {
            try (var body = exchange.getResponseBody()) {
                exchange.sendResponseHeaders(200, 0);
                for (var part = new byte[1 << 20];;)
                    body.write(part);
            }
        });
        try (var web = new Web()) {
            assertThatThrownBy(() -> web.get(base(), "/health")).isInstanceOf(Web.Unanswered.class)
                    .hasMessageContaining("gives no answer");
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + port());
    }
}
