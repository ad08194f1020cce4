package com.oraclelumira.api.preflight.golive;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One line of the owner's checklist and its proofs, all of which must hold.
 *
 * @param owner the owner's wording, French, with her marks for bold and code
 * @param english what we guarantee; {@code french} says the same
 * @param tests tags of which at least one test must have passed and none failed
 * @param drills first cells of rows in docs/runbook/drills.md
 * @param probes ids of probes
 */
record Line(String id, String owner, String english, String french, List<String> tests, List<String> drills,
        List<String> probes, @Nullable Human human) {

    /** What no program can know. */
    record Human(String who, String english, String french) {}

    Line {
        tests = List.copyOf(tests);
        drills = List.copyOf(drills);
        probes = List.copyOf(probes);
    }

    /** Without it nothing goes live. */
    boolean stops() {
        return id.startsWith("GO-");
    }

    boolean isSignature() {
        return id.startsWith("SIGN-");
    }

    Optional<Human> act() {
        return Optional.ofNullable(human);
    }
}
