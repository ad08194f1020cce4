package com.oraclelumira.api.ledger;

import java.util.Comparator;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A PaymentIntent as Stripe described it. {@code orderId} is what its metadata claims; amounts are in cents.
 * A terminal snapshot (succeeded, canceled) beats any other, whatever their times say: a late
 * {@code payment_failed} cannot undo a payment.
 */
public record IntentFact(String id, @Nullable String orderId, Status status, long amountCents, long receivedCents,
        String currency, boolean livemode, @Nullable String declineCode, long at,
        String source) implements Fact<IntentFact> {

    /** Stripe's states in the order in which a payment advances; the names are Stripe's in upper case. */
    @Schema(name = "IntentStatus")
    public enum Status {
        REQUIRES_PAYMENT_METHOD,
        REQUIRES_CONFIRMATION,
        REQUIRES_ACTION,
        PROCESSING,
        REQUIRES_CAPTURE,
        CANCELED,
        SUCCEEDED;

        boolean terminal() {
            return this == CANCELED || this == SUCCEEDED;
        }
    }

    private static final Comparator<IntentFact> ORDER = Comparator
            .<IntentFact, Boolean>comparing(f -> f.status.terminal())
            .thenComparingLong(IntentFact::at).thenComparing(IntentFact::status).thenComparing(IntentFact::declined)
            .thenComparing(Fact.tieBreak());

    @Override
    public int compareTo(IntentFact other) {
        return ORDER.compare(this, other);
    }

    boolean succeeded() {
        return status == Status.SUCCEEDED;
    }

    /** Succeeded, ours, and exactly as asked. */
    boolean pays(Terms terms) {
        return succeeded() && receivedCents == terms.price().amountCents() && currency.equals(terms.price().currency())
                && livemode == terms.livemode() && belongsTo(terms);
    }

    /** An intent that names no order was found by its id, so it is the order's own. */
    boolean belongsTo(Terms terms) {
        return orderId == null || orderId.equals(terms.orderId());
    }

    /** The customer tried and was refused; the same PaymentIntent may still succeed. */
    boolean declined() {
        return status == Status.REQUIRES_PAYMENT_METHOD && declineCode != null;
    }
}
