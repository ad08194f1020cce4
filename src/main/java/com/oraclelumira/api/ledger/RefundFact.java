package com.oraclelumira.api.ledger;

import java.util.Comparator;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One refund, by its own id, in cents. A refund may fail after it succeeded (the money comes back to us), so the later
 * state of its life wins over the later time. Source: docs.stripe.com/api/refunds.
 */
public record RefundFact(String id, String intentId, Status status, long amountCents, long at,
        String source) implements Fact<RefundFact> {

    /** In the order of a refund's life. */
    @Schema(name = "RefundStatus")
    public enum Status {
        PENDING,
        REQUIRES_ACTION,
        SUCCEEDED,
        CANCELED,
        FAILED;

        /** The money is on its way back to the customer, or has arrived. */
        public boolean counts() {
            return this == PENDING || this == REQUIRES_ACTION || this == SUCCEEDED;
        }
    }

    private static final Comparator<RefundFact> ORDER = Comparator.comparing(RefundFact::status)
            .thenComparing(Fact.tieBreak());

    @Override
    public int compareTo(RefundFact other) {
        return ORDER.compare(this, other);
    }
}
