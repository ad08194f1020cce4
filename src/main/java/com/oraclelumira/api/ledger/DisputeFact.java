package com.oraclelumira.api.ledger;

import java.util.Comparator;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A dispute ({@code dp_…}) with the amount contested and the funds now withdrawn from us, both in cents; the latter is
 * the sum of the dispute's own balance transactions, an absolute value. {@code movements} is how many these are: they only
 * become more, which tells snapshots of one second apart. Inquiries (Stripe's {@code warning_…}) move no money.
 */
public record DisputeFact(String id, String intentId, Status status, long amountCents, long withdrawnCents,
        int movements,
        long at, String source) implements Fact<DisputeFact> {

    /** Stripe's states in the order of a dispute's life; the names are Stripe's in upper case. */
    @Schema(name = "DisputeStatus")
    public enum Status {
        WARNING_NEEDS_RESPONSE,
        WARNING_UNDER_REVIEW,
        NEEDS_RESPONSE,
        UNDER_REVIEW,
        WARNING_CLOSED,
        PREVENTED,
        WON,
        LOST;

        boolean terminal() {
            return compareTo(WARNING_CLOSED) >= 0;
        }

        boolean open() {
            return this == NEEDS_RESPONSE || this == UNDER_REVIEW;
        }
    }

    private static final Comparator<DisputeFact> ORDER = Comparator
            .<DisputeFact, Boolean>comparing(f -> f.status.terminal()).thenComparingLong(DisputeFact::at)
            .thenComparing(DisputeFact::status).thenComparingInt(DisputeFact::movements).thenComparing(Fact.tieBreak());

    /** Nothing more will come of it. */
    public boolean closed() {
        return status.terminal();
    }

    @Override
    public int compareTo(DisputeFact other) {
        return ORDER.compare(this, other);
    }
}
