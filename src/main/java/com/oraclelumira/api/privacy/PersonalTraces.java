package com.oraclelumira.api.privacy;

import java.util.List;

import jakarta.inject.Singleton;

import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.sanctuary.PendingEmail;
import com.oraclelumira.api.sanctuary.PendingEmails;
import com.oraclelumira.api.sanctuary.SignInLinks;
import com.oraclelumira.api.support.Tickets;

/** What other features keep about a person besides her account and her orders. Forgetting twice changes nothing. */
@Singleton
class PersonalTraces {
    private final Outbox outbox;
    private final SignInLinks links;
    private final PendingEmails emails;
    private final Tickets tickets;

    PersonalTraces(Outbox outbox, SignInLinks links, PendingEmails emails, Tickets tickets) {
        this.outbox = outbox;
        this.links = links;
        this.emails = emails;
        this.tickets = tickets;
    }

    /** The addresses that her account had of late, or asked for. */
    List<PendingEmail> changes(Person person) {
        return person.account() == null ? List.of() : emails.of(person.account().id());
    }

    /** @param changes her addresses of the past are somebody else's perhaps by now: of these, only what is about her */
    void forget(Person person, List<PendingEmail> changes) {
        outbox.forgetTo(person.email());
        tickets.of(person.email(), People.accountId(person))
                .forEach(ticket -> outbox.forgetAbout(ticket.mailId("")));
        tickets.forget(person.email(), People.accountId(person));
        changes.forEach(change -> outbox.forgetAbout(change.mailId()));
        links.forget(person.email());
        if (person.account() != null)
            emails.forget(person.account().id());
    }

    /** Mails that name the order, whoever they went to. */
    void forget(Order order) {
        outbox.forgetAbout(order.mailId(""));
    }
}
