package com.oraclelumira.api.sanctuary;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;

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
    private final SignInMail mail;
    private final Outbox outbox;
    private final Limits limits;

    EmailChange(Users users, OrdersOfClient orders, PendingEmails pending, SignInMail mail, Outbox outbox,
            Limits limits) {
        this.users = users;
        this.orders = orders;
        this.pending = pending;
        this.mail = mail;
        this.outbox = outbox;
        this.limits = limits;
    }

    /**
     * Mails a link to the new address; nothing changes yet. When that address has an account, its owner is mailed her own
     * sign-in link instead: whoever asks is not told who our customers are. RATE_LIMITED.
     */
    void ask(User user, Email to) {
        limits.take(LimitGroup.SIGN_IN_EMAIL, "email-change:" + user.id().toHexString());
        mail.sendEmailChange(to.value(), () -> users.byEmail(to.value()).isPresent()
                ? Optional.empty()
                : Optional.of(pending.create(user, to.value())));
    }

    /** The change when it is done; empty when the link is used, too old, made up, or the address was taken meanwhile. */
    Optional<PendingEmail> confirm(String token) {
        var change = pending.peek(token).filter(this::stillHers);
        if (change.isEmpty() || !users.changeEmail(change.get().userId(), change.get().to()))
            return Optional.empty();
        orders.move(change.get().from(), change.get().to());
        outbox.add("email-change:" + change.get().tokenHash(), change.get().from(), MailTemplate.EMAIL_CHANGED,
                Map.of());
        pending.confirmed(change.get());
        Log.infof("email.changed user=%s", change.get().userId());
        return change;
    }

    /** Her account still has the address that the change began with, or the confirmation was cut short after it. */
    private boolean stillHers(PendingEmail change) {
        var user = users.findById(change.userId());
        return user != null && (user.email().equals(change.from()) || user.email().equals(change.to()));
    }
}
