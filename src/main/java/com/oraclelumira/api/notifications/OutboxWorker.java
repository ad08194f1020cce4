package com.oraclelumira.api.notifications;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

/** Sends what the outbox holds: one mail at a time, a failure is tried again by the table, then a person is
 * told; what is refused for good is not tried again. */
@Singleton
class OutboxWorker {
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(30), Duration.ofMinutes(2),
            Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(3));
    /** A mail server that is away for a week-end must cost no mail. */
    private static final Duration TRIED_FOR = Duration.ofDays(7);
    private static final int PER_POLL = 50;

    private final Outbox outbox;
    private final EmailGateway gateway;
    private final Alerts alerts;
    private final Clock clock;

    OutboxWorker(Outbox outbox, EmailGateway gateway, Alerts alerts, Clock clock) {
        this.alerts = alerts;
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
            gateway.send(Letter.of(mail));
            outbox.sent(mail);
            if (mail.attempts() > PAUSES.size())
                alerts.over("MailStuck", about(mail));
            Log.infof("mail.sent id=%s template=%s", mail.id(), mail.template());
        } catch (MongoException e) {
            throw e;
        } catch (MailFailure e) {
            failed(mail, e.getMessage(), e.forGood());
        } catch (RuntimeException e) {
            failed(mail, e.getClass().getSimpleName(), false);
        }
    }

    private void failed(OutboxMail mail, String reason, boolean forGood) {
        var now = clock.instant();
        Log.warnf("mail.failed id=%s attempt=%d reason=%s", mail.id(), mail.attempts(), reason);
        if (forGood) {
            outbox.givenUp(mail, reason);
            tell("MailGivenUp", mail, "was refused (%s) and is given up".formatted(reason));
            return;
        }
        if (mail.createdAt().plus(TRIED_FOR).isBefore(now)) {
            outbox.givenUp(mail, reason);
            tell("MailGivenUp", mail, "was not sent for a week and is given up");
            return;
        }
        outbox.failed(mail, now.plus(PAUSES.get(Math.min(mail.attempts(), PAUSES.size()) - 1)), reason);
        if (mail.attempts() >= PAUSES.size())
            tell("MailStuck", mail, "has not been sent for hours");
    }

    private static String about(OutboxMail mail) {
        return "mail:" + mail.id();
    }

    /** A mail about mails that do not go out would not go out either: that one is only logged and counted. */
    private void tell(String alert, OutboxMail mail, String what) {
        Log.errorf("mail.undelivered id=%s template=%s attempts=%d", mail.id(), mail.template(), mail.attempts());
        if (mail.template() != MailTemplate.TEAM_ALERT)
            alerts.raise(alert, about(mail), "Mail %s (%s) %s.".formatted(mail.id(), mail.template(), what));
    }
}
