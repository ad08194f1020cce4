package com.oraclelumira.api.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The best snapshot we have of one Stripe object. Snapshots of the same object are totally ordered by {@code compareTo},
 * and the greatest is kept: a join that is commutative, associative and idempotent, so neither the order of the events
 * nor their duplicates can matter, not even within the same second (Stripe's {@code created} has no finer grain).
 */
public sealed interface Fact<F extends Fact<F>> extends Comparable<F>
        permits IntentFact, ChargeFact, RefundFact, DisputeFact, WarningFact {

    /** Stripe's id of the object: {@code pi_…}, {@code ch_…}, {@code re_…}, {@code dp_…} or {@code issfr_…}. */
    String id();

    /** When Stripe says that the snapshot was taken: epoch seconds. */
    long at();

    /** The event that brought it, or {@code pull} when we asked Stripe ourselves. */
    String source();

    /** Last resort of every order below: two snapshots that compare as equal are the same snapshot. */
    static <F extends Fact<F>> Comparator<F> tieBreak() {
        return Comparator.<F>comparingLong(Fact::at).thenComparing(Fact::source).thenComparing(Object::toString);
    }

    /** The facts with this one joined in; the same list when it adds nothing. Sorted by id. */
    static <F extends Fact<F>> List<F> join(List<F> facts, F fact) {
        var joined = new ArrayList<F>(facts.size() + 1);
        boolean known = false;
        for (F old : facts) {
            if (!old.id().equals(fact.id())) {
                joined.add(old);
                continue;
            }
            if (fact.compareTo(old) <= 0)
                return facts;
            known = true;
            joined.add(fact);
        }
        if (!known)
            joined.add(fact);
        joined.sort(Comparator.comparing(Fact::id));
        return List.copyOf(joined);
    }
}
