package com.oraclelumira.api.payments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.oraclelumira.api.ledger.Fact;
import com.oraclelumira.api.ledger.IntentFact;
import com.oraclelumira.api.ledger.Payment;
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
            require(payment.settled() && payment.anomalies().isEmpty(), "access to an unsettled order", payment);
        switch (payment.status()) {
            case PAID -> checkPaid(payment);
            case PARTIALLY_REFUNDED -> require(payment.refundedCents() > 0
                    && payment.refundedCents() < payment.capturedCents(), "not a part", payment);
            case REFUNDED -> require(payment.capturedCents() > 0, "nothing to refund", payment);
            default -> {
            }
        }
    }

    private static void checkPaid(Payment payment) {
        require(payment.capturedCents() == Story.PRICE && payment.refundedCents() == 0, "not the price", payment);
        var paying = payment.facts().intents().stream().filter(f -> f.status() == IntentFact.Status.SUCCEEDED).toList();
        require(paying.size() == 1 && paying.getFirst().currency().equals("eur"), "not our money", payment);
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
