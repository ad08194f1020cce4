package com.oraclelumira.api.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells the team that a person must act. Always a log line at ERROR and a counter; besides, where there is one, a mail to
 * the support address and a message in the chat (ALERT_WEBHOOK_URL). The same {@code key} mails once, and is told to the
 * chat once until it is over, by however many instances it is raised.
 */
@Singleton
public class Alerts {
    private static final long SECONDS_AN_HOUR = 3_600;
    /** For what the store cannot keep; Discord's and Slack's own pauses are shorter. */
    private static final List<Duration> PAUSES_WITHOUT_STORE = List.of(Duration.ofSeconds(2), Duration.ofSeconds(10),
            Duration.ofSeconds(30));

    private final Outbox outbox;
    private final RaisedAlerts raised;
    private final AlertChat chat;
    private final MailConfig config;
    private final MeterRegistry metrics;
    private final String environment;
    private final Clock clock;

    Alerts(Outbox outbox, RaisedAlerts raised, AlertChat chat, MailConfig config, MeterRegistry metrics,
            @ConfigProperty(name = "lumira.env") String environment, Clock clock) {
        this.outbox = outbox;
        this.raised = raised;
        this.chat = chat;
        this.config = config;
        this.metrics = metrics;
        this.environment = environment;
        this.clock = clock;
    }

    /** A mail to the team's address, where there is one: nothing is wrong, there is work. The same {@code id} mails once. */
    public void tellTeam(String id, MailTemplate template, Map<String, String> values) {
        config.support().ifPresent(team -> outbox.add(id, team, template, values));
    }

    /** The same for a mail whose answer goes to the customer that it is about. */
    public void tellTeam(String id, MailTemplate template, Map<String, String> values, String replyTo) {
        config.support().ifPresent(team -> outbox.add(id, team, template, values, replyTo));
    }

    /**
     * Something happened.
     *
     * @param name of the alert, as its page in docs/runbook/alerts is called: {@code MoneyWithoutOrder}
     * @param key what it is about, unique for ever: {@code event:evt_…}
     * @param sentence for the person who acts: ids and amounts, no customer's data
     */
    public void raise(String name, String key, String sentence) {
        tell(name, key, key, sentence);
    }

    /** Something is so, and will end: see {@link Condition}. It may begin again, and is mailed once an hour at most. */
    void begins(String name, String key, String sentence) {
        tell(name, key, key + "@" + clock.instant().getEpochSecond() / SECONDS_AN_HOUR, sentence);
    }

    private void tell(String name, String key, String occasion, String sentence) {
        var clean = AlertSentence.of(sentence);
        note(name, key, clean);
        if (chat.configured())
            raised.raise(name, key, clean);
        config.support().ifPresent(team -> outbox.add("alert:" + name + ":" + occasion, team, MailTemplate.TEAM_ALERT,
                Map.of("name", name, "sentence", clean)));
    }

    private void note(String name, String key, String sentence) {
        Log.errorf("alert.raised name=%s key=%s %s", name, key, sentence);
        metrics.counter("lumira.alerts", "name", name).increment();
    }

    /** What was raised under this key is over, or never was. The chat hears of the end once. */
    public void over(String name, String key) {
        if (chat.configured())
            raised.over(name, key);
    }

    /** Nothing of what was raised under this name is left. */
    public void allOver(String name) {
        if (chat.configured())
            raised.allOver(name);
    }

    /**
     * The same of what cannot be stored, because the store is what is missing: told to the chat by this instance at once,
     * from a thread of its own, with three more attempts within a minute.
     */
    public void tellWithoutStore(String name, String sentence, boolean over, Instant since) {
        if (over)
            Log.infof("alert.over name=%s", name);
        else
            note(name, "instance", sentence);
        if (chat.configured())
            Thread.ofVirtual().name("alert").start(
                    () -> post(new ChatNotice(environment, name, AlertSentence.of(sentence), over, 1, since)));
    }

    private void post(ChatNotice notice) {
        for (var pause : PAUSES_WITHOUT_STORE) {
            var answer = chat.post(notice);
            if (answer.outcome() != AlertChat.Outcome.LATER)
                return;
            try {
                Thread.sleep(answer.pause().compareTo(pause) > 0 ? answer.pause() : pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        chat.post(notice);
    }
}
