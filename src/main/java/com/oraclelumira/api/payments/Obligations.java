package com.oraclelumira.api.payments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.oraclelumira.api.ledger.DisputeFact;
import com.oraclelumira.api.ledger.Payment;
import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.ledger.RefundFact;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.Order;

/**
 * What a payment's facts oblige us to do, by deterministic key. Durable ones are monotone in the facts (more facts never
 * take one away), so every order of the same events leaves the same set. A nudge depends on the moment: it is owed at
 * most once, later, and dropped if something better has happened by then.
 */
final class Obligations {
    /** Account, confirmation mail. Owed as soon as one PaymentIntent of the order paid its price, whatever comes later. */
    static final String PAID = "paid";
    /** Tell the customer that this refund is on its way. */
    static final String REFUND = "refund:";
    /** Tell the team that this refund failed: the money is back with us and the customer has none. */
    static final String REFUND_FAILED = "refund_failed:";
    /** Tell the team that a dispute was opened: evidence is due within days. */
    static final String DISPUTE = "dispute:";
    /** Tell the team how it ended. */
    static final String DISPUTE_CLOSED = "dispute_closed:";
    /** Tell the team to look at a payment before more is delivered. */
    static final String WARNING = "fraud_warning:";
    /** Tell the team that a payment does not match its order. */
    static final String REVIEW = "review:";
    /** Tell the customer, once and later, that her payment was declined and can be tried again. */
    static final String NUDGE_DECLINED = "nudge:declined";

    static final Set<String> KINDS = Set.of(PAID, REFUND, REFUND_FAILED, DISPUTE, DISPUTE_CLOSED, WARNING, REVIEW,
            NUDGE_DECLINED);

    private static final Duration BEFORE_NUDGING = Duration.ofMinutes(30);

    private Obligations() {}

    /** Those of {@code payment} that the order does not carry yet. */
    static List<Effect> added(Order order, Payment payment, Instant now) {
        var durable = durable(payment).map(key -> Effect.due(key, now));
        var nudges = payment.status() == PaymentStatus.FAILED
                ? Stream.of(Effect.due(NUDGE_DECLINED, now.plus(BEFORE_NUDGING)))
                : Stream.<Effect>empty();
        return Stream.concat(durable, nudges).filter(effect -> !carries(order, effect.key())).toList();
    }

    private static Stream<String> durable(Payment payment) {
        var facts = payment.facts();
        return Stream.of(payment.settled() ? Stream.of(PAID) : Stream.<String>empty(),
                facts.refunds().stream().map(refund -> REFUND + refund.id()),
                facts.refunds().stream().filter(refund -> refund.status() == RefundFact.Status.FAILED)
                        .map(refund -> REFUND_FAILED + refund.id()),
                facts.disputes().stream().map(dispute -> DISPUTE + dispute.id()),
                facts.disputes().stream().filter(DisputeFact::closed).map(dispute -> DISPUTE_CLOSED + dispute.id()),
                facts.warnings().stream().map(warning -> WARNING + warning.id()),
                payment.anomalies().stream().map(anomaly -> REVIEW + anomaly)).flatMap(keys -> keys);
    }

    private static boolean carries(Order order, String key) {
        return order.effects().stream().anyMatch(effect -> effect.key().equals(key));
    }
}
