package com.oraclelumira.api.notifications;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Engine;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a mail while the mail server is away. The way to a real server is in the journeys. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("COM-1")
class OutboxTest {
    @Inject
    Outbox outbox;

    @Inject
    Alerts alerts;

    @Inject
    ReactiveMailer mailer;

    @Inject
    Engine templates;

    @Inject
    MailConfig config;

    @Inject
    MeterRegistry metrics;

    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    private final List<String> taken = new ArrayList<>();
    private boolean away = true;
    private OutboxWorker worker;

    @BeforeEach
    void oneMailWaits() {
        scheduler.pause();
        outbox.mongoCollection().deleteMany(new Document());
        worker = new OutboxWorker(outbox, new Server(), alerts, clock);
        outbox.add("order:1:paid", "anna@example.com", MailTemplate.ORDER_CONFIRMATION, Map.of());
    }

    @AfterEach
    void backToWork() {
        clock.reset();
        scheduler.resume();
    }

    @Test
    void a_week_end_without_a_mail_server_costs_no_mail() {
        pass(Duration.ofDays(3));
        assertThat(alerted("MailStuck")).isPositive();
        away = false;
        pass(Duration.ofHours(4));
        assertThat(taken).containsExactly("anna@example.com");
    }

    @Test
    void a_mail_given_up_after_a_week_is_told_and_can_be_sent_again() {
        pass(Duration.ofDays(8));
        assertThat(alerted("MailGivenUp")).isPositive();
        away = false;
        pass(Duration.ofDays(1));
        assertThat(taken).isEmpty();
        assertThat(outbox.revive()).isEqualTo(1);
        pass(Duration.ofHours(1));
        assertThat(taken).containsExactly("anna@example.com");
        assertThat(outbox.revive()).isZero();
    }

    @Test
    void a_sender_that_lost_its_claim_has_no_say_any_more() {
        var first = outbox.claim().orElseThrow();
        clock.advance(Duration.ofMinutes(6));
        var second = outbox.claim().orElseThrow();
        outbox.sent(second);
        outbox.failed(first, clock.instant(), "late");
        assertThat(outbox.findById(first.id()).nextAt()).isNull();
    }

    @Test
    @Tag("MON-6")
    void a_stuck_mail_that_goes_out_after_all_is_told_to_be_over() {
        try (var team = new TeamWithChat()) {
            worker = new OutboxWorker(outbox, new Server(), team.alerts(), clock);
            pass(Duration.ofDays(1));
            assertThat(team.heard()).containsExactly("🔴 MailStuck (production)");
            away = false;
            pass(Duration.ofHours(4));
            assertThat(team.heard()).containsExactly("🔴 MailStuck (production)", "✅ MailStuck (production)");
        }
    }

    @Test
    @Tag("MON-6")
    void a_mail_that_has_waited_for_half_an_hour_is_told_once_and_so_is_the_end_of_it() {
        try (var team = new TeamWithChat()) {
            var figures = new OutboxFigures(outbox, team.alerts(), new SimpleMeterRegistry(), clock);
            clock.set(outbox.findById("order:1:paid").createdAt().plus(Duration.ofMinutes(30)));
            figures.measure();
            assertThat(team.heard()).isEmpty();
            clock.advance(Duration.ofMillis(1));
            figures.measure();
            figures.measure();
            assertThat(team.heard()).containsExactly("🔴 MailsWaiting (production)");
            away = false;
            worker.poll();
            figures.measure();
            figures.measure();
            assertThat(team.heard()).containsExactly("🔴 MailsWaiting (production)", "✅ MailsWaiting (production)");
        }
    }

    private void pass(Duration time) {
        for (var left = time; left.isPositive(); left = left.minusHours(1)) {
            clock.advance(Duration.ofHours(1));
            worker.poll();
        }
    }

    private double alerted(String name) {
        return metrics.counter("lumira.alerts", "name", name).count();
    }

    private final class Server extends EmailGateway {
        Server() {
            super(mailer, templates, config, metrics);
        }

        @Override
        public boolean configured() {
            return true;
        }

        @Override
        void send(Letter letter) {
            if (away)
                throw new IllegalStateException("no mail server");
            taken.add(letter.to());
        }
    }
}
