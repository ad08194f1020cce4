package com.oraclelumira.api.ledger;

import java.util.Comparator;

/** A card network's early fraud warning: moves no money, but a person should look before more is delivered. */
public record WarningFact(String id, String intentId, boolean actionable, long at,
        String source) implements Fact<WarningFact> {

    private static final Comparator<WarningFact> ORDER = Fact.tieBreak();

    @Override
    public int compareTo(WarningFact other) {
        return ORDER.compare(this, other);
    }
}
