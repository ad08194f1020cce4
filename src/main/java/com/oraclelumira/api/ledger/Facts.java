package com.oraclelumira.api.ledger;

import java.util.List;

/** Everything that Stripe has told us about one order's money: the best snapshot of each object. */
public record Facts(List<IntentFact> intents, List<ChargeFact> charges, List<RefundFact> refunds,
        List<DisputeFact> disputes, List<WarningFact> warnings) {

    public static final Facts NONE = new Facts(List.of(), List.of(), List.of(), List.of(), List.of());

    public Facts {
        intents = List.copyOf(intents);
        charges = List.copyOf(charges);
        refunds = List.copyOf(refunds);
        disputes = List.copyOf(disputes);
        warnings = List.copyOf(warnings);
    }

    /** These facts and that one; equal to these when it adds nothing. */
    public Facts join(Fact<?> fact) {
        return switch (fact) {
            case IntentFact f -> new Facts(Fact.join(intents, f), charges, refunds, disputes, warnings);
            case ChargeFact f -> new Facts(intents, Fact.join(charges, f), refunds, disputes, warnings);
            case RefundFact f -> new Facts(intents, charges, Fact.join(refunds, f), disputes, warnings);
            case DisputeFact f -> new Facts(intents, charges, refunds, Fact.join(disputes, f), warnings);
            case WarningFact f -> new Facts(intents, charges, refunds, disputes, Fact.join(warnings, f));
        };
    }
}
