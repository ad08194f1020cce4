package com.oraclelumira.api.preflight.golive;

import com.oraclelumira.api.preflight.Mark;

/**
 * What one proof of a line says, in French; {@code found} of a probe is its finding, English as everywhere in the runbook.
 *
 * @param mark {@link Mark#BAD} also when nothing was looked at
 * @param open what hinders it in French, empty when nothing does
 * @param found figures and findings
 * @param mend what to do, with its page
 */
record Evidence(Mark mark, String kind, String what, String open, String found, String mend) {
    static final String TESTS = "Tests";
    static final String DRILL = "Exercice";
    static final String PROBE = "Sonde";

    static Evidence good(String kind, String what, String found) {
        return new Evidence(Mark.GOOD, kind, what, "", found, "");
    }

    static Evidence open(String kind, String what, String open) {
        return new Evidence(Mark.BAD, kind, what, open, "", "");
    }

    /** What a person is to look at. */
    static Evidence human(Line.Human human) {
        return new Evidence(Mark.HUMAN, human.who(), human.french(), "", "", "");
    }

    boolean isProbe() {
        return kind.equals(PROBE);
    }
}
