package com.oraclelumira.api.notifications;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells the chat what was raised: one notice at a time, tried again by the table or as the chat asks, then given up. */
@Singleton
class AlertWorker {
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30),
            Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(1),
            Duration.ofHours(2));
    /** The chats take about one a second; a flood of notices would be nobody's help. */
    private static final int PER_POLL = 5;
    private static final Duration KEPT = Duration.ofDays(180);

    private final RaisedAlerts raised;
    private final AlertChat chat;
    private final String environment;
    private final Clock clock;

    AlertWorker(RaisedAlerts raised, AlertChat chat, @ConfigProperty(name = "lumira.env") String environment,
            Clock clock) {
        this.raised = raised;
        this.chat = chat;
        this.environment = environment;
        this.clock = clock;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        if (!chat.configured())
            return;
        try {
            for (int n = 0; n < PER_POLL; n++) {
                var due = raised.claim();
                if (due.isEmpty() || !tell(due.get()))
                    return;
            }
        } catch (MongoException e) {
            Log.warnf("alerts.postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    /** False when the chat wants to be left alone. */
    private boolean tell(RaisedAlert alert) {
        var answer = chat.post(alert.notice(environment));
        switch (answer.outcome()) {
            case TAKEN -> raised.told(alert);
            case REFUSED -> giveUp(alert, answer.reason());
            case LATER -> later(alert, answer);
        }
        return answer.outcome() == AlertChat.Outcome.TAKEN;
    }

    private void later(RaisedAlert alert, AlertChat.Answer answer) {
        if (alert.attempts() > PAUSES.size()) {
            giveUp(alert, answer.reason());
            return;
        }
        var pause = PAUSES.get(alert.attempts() - 1);
        var longer = answer.pause().compareTo(pause) > 0 ? answer.pause() : pause;
        Log.warnf("alert.not_told id=%s attempt=%d reason=%s", alert.id(), alert.attempts(), answer.reason());
        raised.failed(alert, clock.instant().plus(longer), answer.reason());
    }

    private void giveUp(RaisedAlert alert, String reason) {
        Log.errorf("alert.undelivered id=%s reason=%s: look at ALERT_WEBHOOK_URL", alert.id(), reason);
        raised.givenUp(alert, reason);
    }

    @Scheduled(every = "24h", delayed = "20m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            raised.forgetBefore(clock.instant().minus(KEPT));
        } catch (MongoException e) {
            Log.warnf("alerts.sweep_postponed reason=%s", e.getClass().getSimpleName());
        }
    }
}
