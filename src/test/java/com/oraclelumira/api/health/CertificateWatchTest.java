package com.oraclelumira.api.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.notifications.TeamWithChat;
import com.oraclelumira.api.testing.Keys;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A proxy with TLS on a real socket, whose certificate grows old. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("DNS-2")
@Tag("MON-6")
class CertificateWatchTest {
    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private TeamWithChat team;

    @BeforeEach
    void alone() {
        scheduler.pause();
        team = new TeamWithChat();
    }

    @AfterEach
    void backToWork() {
        team.close();
        clock.reset();
        scheduler.resume();
    }

    @Test
    void ten_days_before_its_end_it_is_told_once_also_when_it_has_ended_and_so_is_the_next_one() throws IOException {
        var now = Instant.now();
        int port;
        CertificateWatch watch;
        try (var proxy = new Proxy(Keys.of("localhost", "old", 30), 0)) {
            port = proxy.port();
            watch = new CertificateWatch(URI.create("https://localhost:" + port), team.alerts(), metrics, clock);
            assertThat(end()).isNaN();
            clock.set(now.plus(Duration.ofDays(20)).minusSeconds(60));
            watch.look();
            assertThat(team.heard()).isEmpty();
            assertThat(end()).isCloseTo(now.plus(Duration.ofDays(30)).getEpochSecond(), within(120.0));
            clock.advance(Duration.ofMinutes(3));
            watch.look();
            assertThat(team.heard()).hasSize(1);
            clock.advance(Duration.ofDays(11));
            watch.look();
            assertThat(team.heard()).containsExactly("🔴 CertificateExpires (production)");
        }
        try (var proxy = new Proxy(Keys.of("localhost", "new", 90), port)) {
            watch.look();
            assertThat(team.heard()).containsExactly("🔴 CertificateExpires (production)",
                    "✅ CertificateExpires (production)");
            assertThat(proxy.port()).isEqualTo(port);
        }
    }

    @Test
    void where_nobody_answers_or_no_tls_is_meant_nothing_is_known_and_nothing_told() {
        for (var address : new String[]{"https://127.0.0.1:1", "http://127.0.0.1:1"})
            new CertificateWatch(URI.create(address), team.alerts(), metrics, clock).look();
        assertThat(end()).isNaN();
        assertThat(team.heard()).isEmpty();
    }

    private double end() {
        return metrics.get("lumira.certificate.end.timestamp.seconds").gauge().value();
    }

    /** Shakes hands and hangs up. */
    private static final class Proxy implements AutoCloseable {
        private final SSLServerSocket socket;

        Proxy(SSLContext keys, int port) throws IOException {
            socket = (SSLServerSocket) keys.getServerSocketFactory().createServerSocket(port, 10,
                    InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed())
                try (var client = (SSLSocket) socket.accept()) {
                    client.startHandshake();
                    client.getInputStream().read(); // until she has seen it
                } catch (IOException closed) {
                    // by her, or by the test's end
                }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
