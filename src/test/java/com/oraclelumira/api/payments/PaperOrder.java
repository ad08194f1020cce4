package com.oraclelumira.api.payments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.oraclelumira.api.ledger.ChargeFact;
import com.oraclelumira.api.ledger.DisputeFact;
import com.oraclelumira.api.ledger.Fact;
import com.oraclelumira.api.ledger.IntentFact;
import com.oraclelumira.api.ledger.Payment;
import com.oraclelumira.api.ledger.RefundFact;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settles facts as {@link Settlement} does, on paper: no database, no threads. After every single step it checks P10,
 * what holds about money whatever has arrived so far.
 *
 * <p>{@code refunded <= captured} is not among it: a refund may be heard of before its payment, and a second refund
 * before the failure of the first. It holds once everything has arrived ({@link #checkQuiet}).
 */
final class PaperOrder {
    /** What must not depend on the order of arrival. */
    record Outcome(Payment payment, Set<String> durable) {}

    private static final String NUDGE = "nudge:";

    private Order order = Drafts.order();

    static PaperOrder of(Collection<Fact<?>> facts) {
        var paper = new PaperOrder();
        facts.forEach(paper::take);
        return paper;
    }

    void take(Fact<?> fact) {
        var payment = order.payment().join(fact, Drafts.TERMS);
        var effects = new ArrayList<>(order.effects());
        effects.addAll(Obligations.added(order, payment, Instant.EPOCH));
        var next = Drafts.with(order, payment, effects);
        checkStep(order, next);
        order = next;
    }

    Payment payment() {
        return order.payment();
    }

    Outcome outcome() {
        return new Outcome(order.payment(), keys(false));
    }

    Set<String> nudges() {
        return keys(true);
    }

    private Set<String> keys(boolean nudges) {
        return order.effects().stream().map(Effect::key).filter(key -> key.startsWith(NUDGE) == nudges)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Once every event has arrived. */
    void checkQuiet() {
        assertThat(payment().refundedCents()).as("refunded of %s", payment()).isBetween(0L, payment().capturedCents());
        assertThat(payment().refundsUnknown()).isNull();
    }

    private static void checkStep(Order before, Order after) {
        var was = before.payment();
        var is = after.payment();
        checkMoney(is);
        require(is.capturedCents() >= was.capturedCents(), "captured shrank", is);
        require(is.settled() || !was.settled(), "settled turned back", is);
        var keys = keysOf(after);
        require(keys.size() == after.effects().size(), "an obligation was added twice", is);
        require(keys.containsAll(keysOf(before)), "an obligation disappeared", is);
    }

    private static void checkMoney(Payment payment) {
        require(payment.refundedCents() >= 0 && payment.capturedCents() >= 0, "negative money", payment);
        if (payment.status().givesAccess() || payment.status().workable())
            require(payment.settled() && standing(payment).size() == 1, "access without one right payment", payment);
        switch (payment.status()) {
            case PAID -> checkPaid(payment, 0, 0);
            case PARTIALLY_REFUNDED -> checkPaid(payment, 1, Story.PRICE - 1);
            case REFUNDED -> require(payment.capturedCents() > 0, "nothing to refund", payment);
            default -> {
            }
        }
    }

    private static void checkPaid(Payment payment, long refundedAtLeast, long refundedAtMost) {
        var paying = standing(payment).getFirst();
        long refunded = refunded(payment, paying.id());
        require(paying.receivedCents() == Story.PRICE && paying.currency().equals("eur"), "not our money", payment);
        require(refunded >= refundedAtLeast && refunded <= refundedAtMost, "not what is left", payment);
    }

    /** Payments that were made and not given back whole. */
    private static List<IntentFact> standing(Payment payment) {
        return payment.facts().intents().stream().filter(f -> f.status() == IntentFact.Status.SUCCEEDED)
                .filter(f -> refunded(payment, f.id()) < f.receivedCents())
                .filter(f -> payment.facts().disputes().stream().noneMatch(
                        dispute -> dispute.intentId().equals(f.id()) && dispute.status() == DisputeFact.Status.LOST))
                .toList();
    }

    private static long refunded(Payment payment, String intentId) {
        var refunds = payment.facts().refunds().stream().filter(f -> f.intentId().equals(intentId)).toList();
        if (refunds.isEmpty())
            return payment.facts().charges().stream().filter(f -> f.intentId().equals(intentId))
                    .mapToLong(ChargeFact::refundedCents).sum();
        return refunds.stream().filter(f -> !Set.of(RefundFact.Status.FAILED, RefundFact.Status.CANCELED)
                .contains(f.status())).mapToLong(RefundFact::amountCents).sum();
    }

    /** As an assertion, without its cost: this runs millions of times. */
    private static void require(boolean holds, String otherwise, Payment payment) {
        if (!holds)
            throw new AssertionError(otherwise + ": " + payment);
    }

    private static Set<String> keysOf(Order order) {
        return order.effects().stream().map(Effect::key).collect(Collectors.toSet());
    }
}
