package com.oraclelumira.api.preflight.outside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Mark;

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

    @Test
    @Tag("SEC-1")
    void a_redirect_to_a_sign_in_is_shown_without_what_it_hands_over() throws Exception {
        var finding = redirectedTo("https://user:hunter2@sso.example/login?state=hunter2#hunter2");
        assertThat(finding.mark()).isEqualTo(Mark.BAD);
        assertThat(finding.found()).isEqualTo("127.0.0.1 answers 302 to https://sso.example/login?…");
        assertThat(redirectedTo("https://sso.example/api/products?from=preflight").found())
                .endsWith(" to https://sso.example/api/products?from=preflight");
    }

    private Finding redirectedTo(String location) throws Exception {
        var path = server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        try (var web = new Web()) {
            var target = Target.of(Map.of("url", "https://127.0.0.1", "plain-port", String.valueOf(port())), false);
            return new SecureTransport(target, web).probes().getFirst().look().look();
        } finally {
            server.removeContext(path);
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + port());
    }
}
