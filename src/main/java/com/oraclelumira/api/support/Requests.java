package com.oraclelumira.api.support;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.notifications.LinkMail;
import com.oraclelumira.api.notifications.MailTemplate;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.Limits;
import com.oraclelumira.api.security.SecretTokens;
import com.oraclelumira.api.store.DayNumbers;
import com.oraclelumira.api.support.Ticket.Status;
import com.oraclelumira.api.users.Email;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

/**
 * Takes questions. A customer's session proves her address; anybody else's mailbox has to, because otherwise a stranger
 * could have us write to whom he likes, with his own words in the mail.
 */
@Singleton
class Requests {
    private final Tickets tickets;
    private final DayNumbers numbers;
    private final TicketMails mails;
    private final LinkMail links;
    private final Outbox outbox;
    private final Users users;
    private final Limits limits;
    private final Clock clock;

    Requests(Tickets tickets, DayNumbers numbers, TicketMails mails, LinkMail links, Outbox outbox, Users users,
            Limits limits, Clock clock) {
        this.tickets = tickets;
        this.numbers = numbers;
        this.mails = mails;
        this.links = links;
        this.outbox = outbox;
        this.users = users;
        this.limits = limits;
        this.clock = clock;
    }

    /** A live ticket. */
    Ticket ask(User customer, Question question) {
        var ticket = ticket(question, customer.email(), customer.id(), numbers.next("SU", "tickets"), Status.OPEN,
                null);
        tickets.add(ticket);
        mails.write(ticket);
        if (users.findById(customer.id()) == null)
            forget(ticket); // she was erased meanwhile, and what was written since has no other end
        Log.infof("ticket.opened number=%s", ticket.number());
        return ticket;
    }

    /** Mails a link; nobody sees the ticket before it is opened. Problems: RATE_LIMITED. */
    void ask(Email address, Question question) {
        limits.take(LimitGroup.SUPPORT_EMAIL, address.mailbox());
        var token = SecretTokens.next();
        tickets.add(ticket(question, address.value(), null, null, Status.UNCONFIRMED, SecretTokens.hash(token)));
        links.soon(() -> Optional.of(
                new LinkMail.Link(address.value(), MailTemplate.TICKET_LINK, "/api/support/confirm/" + token)));
    }

    /** The live ticket, on every call; empty when the link is too old or made up. */
    Optional<Ticket> confirm(String token) {
        var found = tickets.byLink(token);
        if (found.isEmpty() || found.get().status() != Status.UNCONFIRMED)
            return found;
        var confirmed = tickets.confirm(found.get(), numbers.next("SU", "tickets"));
        confirmed.ifPresent(ticket -> {
            mails.write(ticket);
            Log.infof("ticket.opened number=%s", ticket.number());
        });
        return confirmed.or(() -> tickets.byLink(token)); // somebody was faster with the same link
    }

    private Ticket ticket(Question question, String email, @Nullable ObjectId userId, @Nullable String number,
            Status status, @Nullable String link) {
        var now = clock.instant();
        return new Ticket(new ObjectId(), number, email, userId, question.name(), question.subject(),
                question.message(), question.orderNumber(), status, link, List.of(), status == Status.OPEN ? now : null,
                now, now);
    }

    private void forget(Ticket ticket) {
        tickets.deleteById(ticket.id());
        outbox.forgetAbout(ticket.mailId(""));
    }
}
