package com.oraclelumira.api.notifications;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the team's chat hears, over a socket, of what several instances saw. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("COM-5")
@Tag("MON-6")
class AlertsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Inject
    RaisedAlerts raised;

    @Inject
    Outbox outbox;

    @Inject
    MailConfig mail;

    @Inject
    MeterRegistry metrics;

    @Inject
    ObjectMapper json;

    @Inject
    SettableClock clock;

    private final String key = "event:" + UUID.randomUUID();
    private TeamChat chat;

    @BeforeEach
    void open() {
        clock.set(NOON);
        Shop.await().ignoreExceptions().until(() -> raised.mongoCollection().deleteMany(new Document()) != null);
        chat = new TeamChat();
    }

    @AfterEach
    void close() {
        MongoResource.bringBack();
        chat.close();
        clock.reset();
    }

    @Test
    void what_eight_instances_see_at_once_is_told_once() {
        Parallel.run(8, Executors.callable(() -> instance().raise("EventDead", key, "Event evt_1 cannot be applied.")));
        Parallel.run(4, Executors.callable(() -> worker().poll()));
        instance().raise("EventDead", key, "Event evt_1 cannot be applied.");
        worker().poll();
        assertThat(chat.messages()).hasSize(1);
        assertThat(raised.mongoCollection().find().first().times()).isEqualTo(9);
    }

    @Test
    void its_end_is_told_once_and_a_new_beginning_again() {
        var one = instance();
        var other = instance();
        one.raise("InboxLag", "inbox", "An event has waited for minutes.");
        worker().poll();
        one.over("InboxLag", "inbox");
        other.over("InboxLag", "inbox");
        worker().poll();
        worker().poll();
        assertThat(titles()).containsExactly("🔴 InboxLag (production)", "✅ InboxLag (production)");
        other.raise("InboxLag", "inbox", "An event has waited for minutes.");
        worker().poll();
        assertThat(titles()).hasSize(3).last().isEqualTo("🔴 InboxLag (production)");
    }

    @Test
    void what_ended_while_it_was_being_told_is_told_to_be_over() {
        instance().raise("InboxLag", "inbox", "An event has waited for minutes.");
        var claimed = raised.claim().orElseThrow();
        instance().over("InboxLag", "inbox");
        raised.told(claimed);
        worker().poll();
        assertThat(titles()).containsExactly("✅ InboxLag (production)");
    }

    @Test
    void all_of_a_name_can_end_together() {
        instance().raise("EventDead", key + "1", "Event evt_1 cannot be applied.");
        instance().raise("EventDead", key + "2", "Event evt_2 cannot be applied.");
        instance().raise("MailStuck", key, "Mail 1 has not been sent.");
        worker().poll();
        instance().allOver("EventDead");
        worker().poll();
        assertThat(titles()).hasSize(5).filteredOn(title -> title.startsWith("✅"))
                .containsOnly("✅ EventDead (production)").hasSize(2);
    }

    @Test
    void a_chat_that_asks_for_a_pause_gets_it() {
        chat.answers(429, "Retry-After", "90.5");
        instance().raise("EventDead", key, "Event evt_1 cannot be applied.");
        worker().poll();
        clock.advance(Duration.ofSeconds(90));
        worker().poll();
        assertThat(chat.messages()).hasSize(1);
        chat.answers(200, null, null);
        clock.advance(Duration.ofSeconds(1));
        worker().poll();
        worker().poll();
        assertThat(chat.messages()).hasSize(2);
    }

    @Test
    void a_chat_that_refused_one_notice_is_not_sent_the_next_at_once() {
        chat.answers(429, "Retry-After", "60");
        instance().raise("EventDead", key, "Event evt_1 cannot be applied.");
        instance().raise("EventDead", key + "2", "Event evt_2 cannot be applied.");
        worker().poll();
        assertThat(chat.messages()).hasSize(1);
    }

    @Test
    void a_chat_that_is_away_is_tried_eight_times_in_four_hours_and_then_left_alone() {
        chat.answers(503, null, null);
        instance().raise("EventDead", key, "Event evt_1 cannot be applied.");
        for (var end = NOON.plus(Duration.ofHours(4)); clock.instant().isBefore(end); clock
                .advance(Duration.ofMinutes(1)))
            worker().poll();
        assertThat(chat.messages()).hasSize(8);
        assertThat(raised.mongoCollection().find().first().nextAt()).isNull();
        assertThat(raised.mongoCollection().find().first().lastError()).isEqualTo("status 503");
    }

    @Test
    @Tag("SEC-7")
    void nothing_follows_a_redirect() {
        chat.answers(307, "Location", chat.elsewhereAddress().toString());
        instance().raise("EventDead", key, "Event evt_1 cannot be applied.");
        worker().poll();
        clock.advance(Duration.ofHours(1));
        worker().poll();
        assertThat(chat.messages()).hasSize(1);
        assertThat(chat.elsewhere()).isEmpty();
    }

    @Test
    void a_chat_that_never_ends_its_answer_holds_nobody_up() {
        chat.hangs();
        instance().raise("EventDead", key, "Event evt_1 cannot be applied.");
        worker().poll();
        assertThat(raised.mongoCollection().find().first().lastError()).isEqualTo("no answer");
    }

    @Test
    void without_a_database_the_chat_is_told_all_the_same() {
        MongoResource.takeAway();
        instance().tellWithoutStore("DatabaseAway", "MongoDB did not answer.", false, NOON);
        Shop.await().until(() -> chat.messages().size() == 1);
        assertThat(titles()).containsExactly("🔴 DatabaseAway (production)");
    }

    @Test
    void a_condition_is_raised_after_its_patience_and_over_at_the_first_good_look() {
        var lag = new Condition(instance(), "InboxLag", "inbox", Duration.ofMinutes(2), clock);
        lag.is(true, "late");
        clock.advance(Duration.ofSeconds(119));
        lag.is(true, "late");
        worker().poll();
        assertThat(chat.messages()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        lag.is(true, "late");
        lag.is(true, "late");
        worker().poll();
        lag.is(false, "late");
        lag.is(false, "late");
        worker().poll();
        assertThat(titles()).containsExactly("🔴 InboxLag (production)", "✅ InboxLag (production)");
    }

    @Test
    void a_restart_ends_what_the_process_before_it_raised() {
        new Condition(instance(), "InboxLag", "inbox", Duration.ZERO, clock).is(true, "late");
        worker().poll();
        new Condition(instance(), "InboxLag", "inbox", Duration.ZERO, clock).is(false, "late");
        worker().poll();
        assertThat(titles()).containsExactly("🔴 InboxLag (production)", "✅ InboxLag (production)");
    }

    private List<String> titles() {
        return chat.messages().stream().map(message -> message.getString("blocks[0].text.text")).toList();
    }

    private Alerts instance() {
        return new Alerts(outbox, raised, new AlertChat(chat.config(ChatKind.SLACK), json, metrics), mail, metrics,
                "production", clock);
    }

    private AlertWorker worker() {
        return new AlertWorker(raised, new AlertChat(chat.config(ChatKind.SLACK), json, metrics), "production", clock);
    }
}
