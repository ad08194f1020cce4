package com.oraclelumira.api.payments;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.MailTemplate;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.EffectHandler;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersOfClient;

/**
 * How each obligation is met. Every way has a fixed id, so meeting one twice (after a crash between doing and marking)
 * leaves one mail, one account, one alert.
 */
@Singleton
class PaymentEffects implements EffectHandler {
    private final PaidOrder paidOrder;
    private final OrdersOfClient orders;
    private final Outbox outbox;
    private final Alerts alerts;

    PaymentEffects(PaidOrder paidOrder, OrdersOfClient orders, Outbox outbox, Alerts alerts) {
        this.paidOrder = paidOrder;
        this.orders = orders;
        this.outbox = outbox;
        this.alerts = alerts;
    }

    @Override
    public Set<String> kinds() {
        return Obligations.KINDS.stream().map(Effect::kindOf).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void meet(Order order, Effect effect) {
        var kind = kind(effect.key());
        var subject = effect.key().substring(kind.length());
        switch (kind) {
            case Obligations.PAID -> paidOrder.welcome(order);
            case Obligations.REFUND -> refund(order, subject);
            case Obligations.REFUND_FAILED -> alert(order, "RefundFailed", subject,
                    "a refund failed: the customer did not get her money, pay it out another way");
            case Obligations.DISPUTE -> alert(order, "DisputeOpened", subject,
                    "the customer contests the payment: access is suspended, answer in the Stripe dashboard");
            case Obligations.DISPUTE_CLOSED -> {
                alert(order, "DisputeClosed", subject, "the dispute has ended");
                alerts.over("DisputeOpened", about(order, subject));
            }
            case Obligations.WARNING -> alert(order, "EarlyFraudWarning", subject,
                    "the card network suspects fraud: consider a refund before a dispute comes");
            case Obligations.REVIEW -> alert(order, "PaymentNeedsReview", subject,
                    "the payment does not match the order: no access until a person has decided");
            case Obligations.NUDGE_DECLINED -> nudge(order);
            default -> throw new IllegalStateException("unknown obligation " + effect.key());
        }
    }

    /** Keys of one kind that concern different objects have the object's id after a colon. */
    private static String kind(String key) {
        int colon = key.indexOf(':');
        return colon < 0 || key.equals(Obligations.NUDGE_DECLINED) ? key : key.substring(0, colon + 1);
    }

    /** What the team has to do about money stays to be done; what the customer was owed is void. */
    @Override
    public boolean standsAfterErasure() {
        return true;
    }

    private void refund(Order order, String refundId) {
        if (order.erased() || PastPayments.knewOfRefund(order))
            return;
        var refund = order.payment().facts().refunds().stream().filter(fact -> fact.id().equals(refundId)).findFirst()
                .orElseThrow();
        if (!refund.status().counts())
            return; // it had failed or was canceled by the time we would have told her that it is on its way
        outbox.add(order.mailId(Obligations.REFUND + refundId), order.buyer().email(), MailTemplate.REFUND,
                Map.of("firstName", order.buyer().greeting(), "orderNumber", order.orderNumber(), "amount",
                        euros(refund.amountCents())));
    }

    /** Not when she has paid since, with this order or another: "superseded". */
    private void nudge(Order order) {
        boolean paidSince = orders.paid(order.buyer().email()).stream().map(Order::paidAt).filter(Objects::nonNull)
                .anyMatch(paidAt -> paidAt.isAfter(order.createdAt()));
        if (order.payment().status() == PaymentStatus.FAILED && !paidSince && !order.erased())
            outbox.add(order.mailId(Obligations.NUDGE_DECLINED), order.buyer().email(), MailTemplate.PAYMENT_DECLINED,
                    Map.of("firstName", order.buyer().greeting(), "levelName", order.level().displayName()));
    }

    private void alert(Order order, String name, String subject, String sentence) {
        alerts.raise(name, about(order, subject),
                "Order %s, %s: %s.".formatted(order.orderNumber(), subject, sentence));
    }

    private static String about(Order order, String subject) {
        return order.id().toHexString() + ":" + subject;
    }

    static String euros(long cents) {
        return "%d,%02d €".formatted(cents / 100, cents % 100);
    }
}
