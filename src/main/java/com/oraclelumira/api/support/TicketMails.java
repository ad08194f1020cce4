package com.oraclelumira.api.support;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.MailTemplate;
import com.oraclelumira.api.notifications.Outbox;

/**
 * The mails that a ticket owes: to the support's mailbox, with which its help desk makes a case of it, and to whoever
 * asked. Each has an id of its own, so writing them again sends nothing twice.
 */
@Singleton
class TicketMails {
    /** Longer than a request that writes them itself takes. */
    private static final Duration LEFT = Duration.ofMinutes(1);
    private static final int AT_ONCE = 50;

    private final Tickets tickets;
    private final Outbox outbox;
    private final Alerts alerts;
    private final Clock clock;

    TicketMails(Tickets tickets, Outbox outbox, Alerts alerts, Clock clock) {
        this.tickets = tickets;
        this.outbox = outbox;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Into the outbox. An answer's place among the answers is its id: none is ever taken away. */
    void write(Ticket ticket) {
        alerts.tellTeam(ticket.mailId("team"), MailTemplate.TICKET_TEAM, told(ticket), ticket.email());
        outbox.add(ticket.mailId("received"), ticket.email(), MailTemplate.TICKET_RECEIVED, told(ticket));
        for (int n = 0; n < ticket.answers().size(); n++)
            outbox.add(ticket.mailId("answer:" + n), ticket.email(), MailTemplate.TICKET_ANSWER,
                    Map.of("number", ticket.number(), "subject", ticket.subject(), "by", ticket.answers().get(n).by(),
                            "answer", ticket.answers().get(n).text()));
        tickets.mailsWritten(ticket);
        if (tickets.findById(ticket.id()) == null)
            outbox.forgetAbout(ticket.mailId("")); // its owner was erased meanwhile
    }

    private static Map<String, String> told(Ticket ticket) {
        return Map.of("number", ticket.number(), "subject", ticket.subject(), "message", ticket.message(), "email",
                ticket.email(), "name", Objects.requireNonNullElse(ticket.name(), "sans nom"), "orderNumber",
                Objects.requireNonNullElse(ticket.orderNumber(), "aucune"));
    }

    /** What a request that was cut short left undone. */
    @Scheduled(every = "1m", delayed = "40s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void finish() {
        try {
            tickets.owing(clock.instant().minus(LEFT), AT_ONCE).forEach(this::write);
        } catch (MongoException e) {
            Log.warnf("tickets.mails_postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    @Scheduled(every = "1h", delayed = "5m")
    void forgetOld() {
        try {
            tickets.forgetOld();
        } catch (MongoException e) {
            Log.warnf("tickets.sweep_postponed reason=%s", e.getClass().getSimpleName());
        }
    }
}
