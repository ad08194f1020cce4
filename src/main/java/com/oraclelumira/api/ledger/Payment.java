package com.oraclelumira.api.ledger;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The money side of an order: the facts, and what the derivation makes of them. Amounts in cents. {@code settled} says
 * that one PaymentIntent paid exactly what was asked (or that nothing was asked): unlike the status it never turns back.
 * {@code anomalies} are the reasons for a review. {@code refundsUnknown} (true or absent): a charge says that more was
 * refunded than the refunds we know. Never edited: {@link #join} is the only way from one to the next.
 */
public record Payment(PaymentStatus status, boolean settled, long capturedCents, long refundedCents, long disputedCents,
        List<String> anomalies, @Nullable Boolean refundsUnknown, Facts facts) {

    public Payment {
        anomalies = List.copyOf(anomalies);
    }

    /** Nothing known yet: PENDING, or PAID at once when the price is zero. */
    public static Payment opening(Terms terms) {
        return Derivation.of(Facts.NONE, terms);
    }

    /** With one more fact. Equal to this one when it adds nothing. */
    public Payment join(Fact<?> fact, Terms terms) {
        return Derivation.of(facts.join(fact), terms);
    }
}
