package com.oraclelumira.api.notifications;

import java.util.Map;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;

/**
 * Tells the team that a person must act. Always a log line at ERROR and a counter; a mail to the support address as
 * well where there is one. The same {@code key} mails once.
 */
@Singleton
public class Alerts {
    private final Outbox outbox;
    private final MailConfig config;
    private final MeterRegistry metrics;

    Alerts(Outbox outbox, MailConfig config, MeterRegistry metrics) {
        this.outbox = outbox;
        this.config = config;
        this.metrics = metrics;
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
     * @param name of the alert, as its page in docs/runbook/alerts is called: {@code MoneyWithoutOrder}
     * @param key what it is about, unique for ever: {@code event:evt_…}
     * @param sentence for the person who acts: ids and amounts, no customer's data
     */
    public void raise(String name, String key, String sentence) {
        Log.errorf("alert.raised name=%s key=%s %s", name, key, sentence);
        metrics.counter("lumira.alerts", "name", name).increment();
        config.support().ifPresent(team -> outbox.add("alert:" + name + ":" + key, team, MailTemplate.TEAM_ALERT,
                Map.of("name", name, "sentence", sentence)));
    }
}
