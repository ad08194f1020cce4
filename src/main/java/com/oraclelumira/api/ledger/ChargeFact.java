package com.oraclelumira.api.ledger;

import java.util.Comparator;

/**
 * A Charge's running total of refunds in cents: a cross-check only. It counts towards the ledger while no Refund object
 * of its PaymentIntent is known, because a total cannot tell that one of several refunds failed later.
 */
public record ChargeFact(String id, String intentId, long refundedCents, long at,
        String source) implements Fact<ChargeFact> {

    private static final Comparator<ChargeFact> ORDER = Comparator.comparingLong(ChargeFact::at)
            .thenComparingLong(ChargeFact::refundedCents).thenComparing(Fact.tieBreak());

    @Override
    public int compareTo(ChargeFact other) {
        return ORDER.compare(this, other);
    }
}
