package com.oraclelumira.api.sanctuary;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;

import com.oraclelumira.api.notifications.LinkMail;
import com.oraclelumira.api.notifications.MailTemplate;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.Limits;
import com.oraclelumira.api.users.Email;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

/**
 * A customer's address is her key to everything, so a stolen session must not be able to change it alone: the new mailbox
 * has to confirm, and the old one hears of it. Every step of the confirmation may be repeated; the link is used up last.
 */
@Singleton
class EmailChange {
    private final Users users;
    private final OrdersOfClient orders;
    private final PendingEmails pending;
    private final LinkMail mail;
    private final Outbox outbox;
    private final Limits limits;

    EmailChange(Users users, OrdersOfClient orders, PendingEmails pending, LinkMail mail, Outbox outbox,
            Limits limits) {
        this.users = users;
        this.orders = orders;
        this.pending = pending;
        this.mail = mail;
        this.outbox = outbox;
        this.limits = limits;
    }

    /**
     * Mails a link to the new address; nothing changes yet. Whether that address has an account is told to its own mailbox
     * alone: who asks could otherwise try anybody's. RATE_LIMITED.
     */
    void ask(User user, Email to) {
        limits.take(LimitGroup.SIGN_IN_EMAIL, "email-change:" + user.id().toHexString());
        limits.take(LimitGroup.SIGN_IN_EMAIL, "email-change-to:" + to.mailbox()); // accounts cost nothing: one stranger may have many
        var token = pending.create(user, to.value());
        if (users.findById(user.id()) == null)
            pending.forget(user.id()); // she was erased meanwhile, and what was written since has no other end
        mail.soon(() -> letter(token));
    }

    private Optional<LinkMail.Link> letter(String token) {
        return pending.peek(token).map(PendingEmail::to).map(to -> users.byEmail(to).isPresent()
                ? new LinkMail.Link(to, MailTemplate.EMAIL_TAKEN, null)
                : new LinkMail.Link(to, MailTemplate.EMAIL_CHANGE, "/api/users/email-change/" + token));
    }

    /** The change when it is done; empty when the link is used, too old, made up, or the address was taken meanwhile. */
    Optional<PendingEmail> confirm(String token) {
        var change = pending.peek(token).filter(this::stillHers);
        if (change.isEmpty() || !users.changeEmail(change.get().userId(), change.get().to()))
            return Optional.empty();
        orders.move(change.get().from(), change.get().to());
        outbox.add(change.get().mailId(), change.get().from(), MailTemplate.EMAIL_CHANGED, Map.of());
        pending.confirmed(change.get());
        if (users.findById(change.get().userId()) == null)
            outbox.forgetAbout(change.get().mailId()); // she was erased meanwhile
        Log.infof("email.changed user=%s", change.get().userId());
        return change;
    }

    /** Her account still has the address that the change began with, or the confirmation was cut short after it. */
    private boolean stillHers(PendingEmail change) {
        var user = users.findById(change.userId());
        return user != null && (user.email().equals(change.from()) || user.email().equals(change.to()));
    }
}
