package com.oraclelumira.api.notifications;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

/** Sends what the outbox holds: one mail at a time, a failure is tried again by the table, then a person is told. */
@Singleton
class OutboxWorker {
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(30), Duration.ofMinutes(2),
            Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(12));
    private static final int PER_POLL = 50;

    private final Outbox outbox;
    private final EmailGateway gateway;
    private final Clock clock;

    OutboxWorker(Outbox outbox, EmailGateway gateway, Clock clock) {
        this.outbox = outbox;
        this.gateway = gateway;
        this.clock = clock;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        if (!gateway.configured())
            return;
        try {
            for (int n = 0; n < PER_POLL; n++) {
                var due = outbox.claim();
                if (due.isEmpty())
                    return;
                attempt(due.get());
            }
        } catch (MongoException e) {
            Log.warnf("outbox.postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    private void attempt(OutboxMail mail) {
        try {
            gateway.send(mail.to(), mail.template(), mail.values());
            outbox.sent(mail.id());
            Log.infof("mail.sent id=%s template=%s", mail.id(), mail.template());
        } catch (MongoException e) {
            throw e;
        } catch (RuntimeException e) {
            retryOrGiveUp(mail, e.getClass().getSimpleName());
        }
    }

    private void retryOrGiveUp(OutboxMail mail, String reason) {
        if (mail.attempts() > PAUSES.size()) {
            Log.errorf("mail.given_up id=%s template=%s reason=%s", mail.id(), mail.template(), reason);
            outbox.givenUp(mail.id(), reason);
            return;
        }
        Log.warnf("mail.failed id=%s attempt=%d reason=%s", mail.id(), mail.attempts(), reason);
        outbox.failed(mail.id(), clock.instant().plus(PAUSES.get(mail.attempts() - 1)), reason);
    }
}
