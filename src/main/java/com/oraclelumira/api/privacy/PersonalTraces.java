package com.oraclelumira.api.privacy;

import jakarta.inject.Singleton;

import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.sanctuary.PendingEmails;
import com.oraclelumira.api.sanctuary.SignInLinks;
import com.oraclelumira.api.users.User;

/** What other features keep about a person besides her account and her orders. Forgetting twice changes nothing. */
@Singleton
class PersonalTraces {
    private final Outbox outbox;
    private final SignInLinks links;
    private final PendingEmails emails;

    PersonalTraces(Outbox outbox, SignInLinks links, PendingEmails emails) {
        this.outbox = outbox;
        this.links = links;
        this.emails = emails;
    }

    void forget(User user) {
        outbox.forgetTo(user.email());
        emails.of(user.id()).forEach(change -> outbox.forgetTo(change.from()));
        links.forget(user.email());
        emails.forget(user.id());
    }

    /** Mails that name the order, whoever they went to. */
    void forget(Order order) {
        outbox.forgetAbout("order:" + order.id().toHexString() + ":");
    }
}
