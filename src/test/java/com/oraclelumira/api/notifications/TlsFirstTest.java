package com.oraclelumira.api.notifications;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** To a mail server whose port means TLS from the first byte, on a real socket. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@QuarkusTestResource(value = TlsFirstServerResource.class, restrictToAnnotatedClass = true)
@Tag("COM-1")
@Tag("SEC-1")
class TlsFirstTest {
    private final SmtpServer server = MailServerResource.server();

    @Inject
    EmailGateway gateway;

    @Inject
    MailAccount account;

    @Inject
    Scheduler scheduler;

    @BeforeEach
    void fresh() {
        scheduler.pause();
        server.reset();
        server.tlsFirst(true);
    }

    @AfterEach
    void backToWork() {
        scheduler.resume();
    }

    @Test
    void all_that_is_said_is_said_by_tls() {
        gateway.send(letter());
        assertThat(server.mails()).hasSize(1);
        assertThat(server.sentInClear()).isEmpty();
    }

    @Test
    void the_preflight_finds_its_account_accepted_there_and_sends_no_mail() {
        assertThat(account.tryDoor()).satisfies(tried -> {
            assertThat(tried.accepted()).as(tried.seen()).isTrue();
            assertThat(tried.seen()).contains("from the first byte, the account is accepted");
        });
        server.tlsFirst(false);
        assertThat(account.tryDoor().accepted()).isFalse();
        assertThat(server.mails()).isEmpty();
        assertThat(server.sentInClear()).noneMatch(line -> line.matches("(?i).*(EHLO|AUTH).*"));
    }

    @Test
    void a_server_that_speaks_in_clear_there_gets_neither_mail_nor_password() {
        server.tlsFirst(false);
        for (boolean startTls : new boolean[]{true, false}) {
            server.offerTls(startTls);
            assertThatThrownBy(() -> gateway.send(letter())).isInstanceOf(MailFailure.class);
        }
        assertThat(server.mails()).isEmpty();
        assertThat(server.sentInClear()).noneMatch(line -> line.matches("(?i).*(EHLO|AUTH|MAIL|STARTTLS).*"));
        assertThat(gateway.unreachable()).isTrue();
    }

    @Test
    void a_server_with_a_certificate_of_somebody_else_gets_nothing() {
        for (var wrong : List.of(MailServerResource.tls("localhost", "unknown"), MailServerResource.ofAnotherHost())) {
            server.certificate(wrong);
            assertThatThrownBy(() -> gateway.send(letter())).isInstanceOf(MailFailure.class);
            assertThat(server.mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"465, true", "587, false", "2525, false", "'', false"})
    void port_465_means_tls_from_the_start_and_any_other_starttls(String port, boolean first) throws IOException {
        var file = TlsFirstTest.class.getResource("/application.properties");
        var config = new SmallRyeConfigBuilder().addDefaultInterceptors().withSources(
                new PropertiesConfigSource(file, 100),
                new PropertiesConfigSource(port.isEmpty() ? Map.of() : Map.of("SMTP_PORT", port), "environment", 300))
                .build();
        assertThat(config.getValue("quarkus.mailer.tls", Boolean.class)).isEqualTo(first);
        assertThat(config.getValue("quarkus.mailer.start-tls", String.class)).isEqualTo("REQUIRED");
    }

    private static Letter letter() {
        return new Letter("m", "anna@example.com", MailTemplate.REFUND, MailTest.values(), null);
    }
}
