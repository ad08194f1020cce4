package com.oraclelumira.api.payments;

import java.time.Clock;
import java.util.Map;

import jakarta.inject.Singleton;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.MailTemplate;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

/**
 * What a settled order owes its buyer: an account and a confirmation. Every step has a fixed id or is conditional, so
 * that a repetition after a crash does nothing twice.
 */
@Singleton
class PaidOrder {
    private final Users users;
    private final Orders orders;
    private final OrdersOfClient ofClient;
    private final Outbox outbox;
    private final Alerts alerts;
    private final Clock clock;

    PaidOrder(Users users, Orders orders, OrdersOfClient ofClient, Outbox outbox, Alerts alerts, Clock clock) {
        this.users = users;
        this.orders = orders;
        this.ofClient = ofClient;
        this.outbox = outbox;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * Money for an order whose person was erased welcomes nobody: it has to go back. The erasure may come at any moment
     * of this, for the order was read when it was claimed: so one look before the account is made, and one at the end.
     */
    void welcome(Order claimed) {
        var order = orders.byId(claimed.id()).orElse(claimed);
        if (order.erased()) {
            giveBack(order);
            return;
        }
        var account = users.welcome(order.buyer());
        if (order.userId() == null) {
            if (!account.isNew() && !order.price().free())
                claimFromStrangers(order, account.user());
            orders.assignTo(order.id(), account.user().id());
        }
        outbox.add(order.mailId(Obligations.PAID), order.buyer().email(),
                MailTemplate.ORDER_CONFIRMATION,
                Map.of("firstName", order.buyer().greeting(), "orderNumber", order.orderNumber(), "levelName",
                        order.level().displayName()));
        alerts.tellTeam(order.mailId("new"), MailTemplate.NEW_ORDER,
                Map.of("orderNumber", order.orderNumber(), "levelName", order.level().displayName()));
        if (orders.byId(order.id()).filter(Order::erased).isPresent())
            withdraw(order, account);
    }

    /** Her data was erased in between: an account made since has no other end; a mail has one where obligations end. */
    private void withdraw(Order order, Users.Welcome account) {
        if (account.isNew() && !ofClient.any(order.buyer().email()))
            users.deleteById(account.user().id());
    }

    private void giveBack(Order order) {
        if (order.paidAt() != null && order.paidAt().isAfter(order.erasedAt()))
            alerts.raise("PaidAfterErasure", order.id().toHexString(),
                    "Order %s was paid after its customer's data had been erased: refund it in the Stripe dashboard."
                            .formatted(order.orderNumber()));
    }

    /**
     * Anybody can type an address into a checkout, and for a free reading it costs nothing. So whoever pays takes the
     * account over from those who did not: sessions that an earlier purchase elsewhere opened end, and a name that came
     * with free orders only gives way.
     */
    private void claimFromStrangers(Order order, User user) {
        var others = ofClient.paid(order.buyer().email()).stream().filter(other -> !other.id().equals(order.id()))
                .toList();
        if (others.stream().anyMatch(other -> !other.origin().network().equals(order.origin().network())))
            users.endSessionsBefore(user.id(), clock.instant());
        if (others.stream().allMatch(other -> other.price().free()))
            users.rename(user.id(), order.buyer());
    }
}
