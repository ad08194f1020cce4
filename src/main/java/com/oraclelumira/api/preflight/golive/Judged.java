package com.oraclelumira.api.preflight.golive;

import java.util.List;

import com.oraclelumira.api.preflight.Mark;

/** A line and what each of its proofs says. */
record Judged(Line line, List<Evidence> evidences) {

    Judged {
        evidences = List.copyOf(evidences);
    }

    /** {@link Mark#HUMAN} when everything else holds and somebody still has to look. */
    Mark mark() {
        if (evidences.stream().anyMatch(evidence -> evidence.mark() == Mark.BAD))
            return Mark.BAD;
        return evidences.stream().anyMatch(evidence -> evidence.mark() == Mark.HUMAN) ? Mark.HUMAN : Mark.GOOD;
    }

    boolean isBad() {
        return mark() == Mark.BAD;
    }
}
