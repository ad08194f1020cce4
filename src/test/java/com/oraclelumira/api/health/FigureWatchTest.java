package com.oraclelumira.api.health;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.oraclelumira.api.notifications.TeamWithChat;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** The same bounds as the rules of the same names, whose tests are in src/test/prometheus. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("MON-6")
@Tag("COM-5")
class FigureWatchTest {
    private static final Pattern CRITICAL = Pattern
            .compile("- alert: (\\w+)\\n(?:(?!- alert:)[\\s\\S])*?severity: critical");

    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger gauge = new AtomicInteger();
    private TeamWithChat team;
    private FigureWatch watch;

    @BeforeEach
    void alone() {
        scheduler.pause();
        team = new TeamWithChat();
        clock.set(clock.instant());
        watch = new FigureWatch(team.alerts(), metrics, clock);
    }

    @AfterEach
    void backToWork() {
        team.close();
        clock.reset();
        scheduler.resume();
    }

    /** {@code patience} in minutes, {@code until} the first minute in which it is over when nothing more comes. */
    @ParameterizedTest
    @CsvSource({"WebhookFailing,http.server.requests,uri=/api/stripe/webhook outcome=SERVER_ERROR,2,0,5",
            "StorageCallsFail,lumira.storage.calls,outcome=failed operation=put,2,2,10",
            "WebhookSignaturesRefused,lumira.problems,code=INVALID_SIGNATURE,2,5,30",
            "ReversalsMissed,lumira.reconciliation.missed.reversals,,0,0,60",
            "StripeCallsFail,lumira.stripe.calls,outcome=unavailable operation=create,2,2,5",
            "StripeCallsRefused,lumira.stripe.calls,outcome=refused operation=create,2,5,15",
            "MailsFail,lumira.mails.sent,outcome=failed,2,5,15",
            "Overloaded,lumira.admission.refused,lane=shop reason=late,10,0,5"})
    void one_more_than_may_be_is_told_after_its_patience_and_its_end_too(String name, String meter, String tags,
            int allowed, int patience, int until) {
        count(meter, tags, allowed);
        look(1);
        look(patience + 1);
        assertThat(team.heard()).isEmpty();
        look(until);
        count(meter, tags, allowed + 1);
        look(1);
        if (patience > 0) {
            assertThat(team.heard()).isEmpty();
            look(patience);
        }
        assertThat(team.heard()).containsExactly("🔴 " + name + " (production)");
        look(until);
        assertThat(team.heard()).containsExactly("🔴 " + name + " (production)", "✅ " + name + " (production)");
    }

    @Test
    void a_part_of_what_is_asked_of_a_partner_may_fail() {
        count("lumira.stripe.calls", "outcome=ok operation=create", 40);
        count("lumira.stripe.calls", "outcome=unavailable operation=create", 8);
        count("lumira.mails.sent", "outcome=ok", 5);
        count("lumira.mails.sent", "outcome=failed", 5);
        count("lumira.webhook.verified", "secret=1", 1);
        count("lumira.problems", "code=INVALID_SIGNATURE", 100);
        look(10);
        assertThat(team.heard()).isEmpty();
    }

    @Test
    void the_error_budget_burns_when_failures_are_many_and_still_come() {
        count("http.server.requests", "uri=/health outcome=SERVER_ERROR", 500);
        count("http.server.requests", "uri=/api/products outcome=SUCCESS", 600);
        count("http.server.requests", "uri=/api/products outcome=SERVER_ERROR", 9);
        look(1);
        assertThat(team.heard()).isEmpty();
        count("http.server.requests", "uri=/api/products outcome=SERVER_ERROR", 1);
        look(1);
        assertThat(team.heard()).containsExactly("🔴 ErrorBudgetBurnsFast (production)");
        look(6);
        assertThat(team.heard()).containsExactly("🔴 ErrorBudgetBurnsFast (production)",
                "✅ ErrorBudgetBurnsFast (production)");
    }

    @ParameterizedTest
    @CsvSource({"DatabasePoolExhausted,mongodb.driver.pool.waitqueuesize,1,100,2",
            "MemoryHigh,lumira.memory.used.ratio,91,1,5"})
    void what_fills_is_told_after_its_patience_and_its_end_too(String name, String meter, int full, int percent,
            int patience) {
        metrics.gauge(meter, gauge, value -> value.get() / (percent == 1 ? 100.0 : 1));
        look(10);
        gauge.set(full);
        look(1);
        assertThat(team.heard()).isEmpty();
        look(patience);
        assertThat(team.heard()).containsExactly("🔴 " + name + " (production)");
        gauge.set(0);
        look(1);
        assertThat(team.heard()).hasSize(2);
    }

    @Test
    void what_the_rules_call_critical_is_told_without_prometheus_too() throws Exception {
        var critical = new TreeSet<String>();
        try (var rules = Files.list(Path.of("src/deploy/monitoring/prometheus/rules"))) {
            for (var file : (Iterable<Path>) rules.filter(each -> each.toString().endsWith(".yml"))::iterator)
                CRITICAL.matcher(Files.readString(file)).results().forEach(alert -> critical.add(alert.group(1)));
        }
        var page = Files.readString(Path.of("docs/runbook/chat-alerts.md"));
        critical.removeIf(name -> page.contains("| `" + name + "` |"));
        assertThat(critical).containsExactlyInAnyOrder("ApiDown", "NotificationsFail");
    }

    private void count(String meter, String tags, int times) {
        var pairs = tags == null ? new String[0] : Stream.of(tags.split("[ =]")).toArray(String[]::new);
        for (int n = 0; n < times; n++)
            if (meter.endsWith("requests") || meter.endsWith("calls"))
                metrics.timer(meter, pairs).record(Duration.ofMillis(1));
            else
                metrics.counter(meter, pairs).increment();
    }

    /** A look each minute, for so many minutes. */
    private void look(int minutes) {
        for (int n = 0; n < minutes; n++) {
            clock.advance(Duration.ofMinutes(1));
            watch.look();
        }
    }
}
