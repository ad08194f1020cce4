package com.oraclelumira.api.preflight.outside;

import java.util.ArrayList;
import java.util.List;

import com.oraclelumira.api.preflight.Failures;
import com.oraclelumira.api.preflight.Finding;

/** What was seen of several addresses: one that is at fault hides no other. */
final class Sightings {
    private final List<String> good = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();

    /** What is seen at one place; an exception is seen as its fault. */
    @FunctionalInterface
    interface Sight {
        void look() throws Exception;
    }

    Sightings at(Object place, Sight sight) throws InterruptedException {
        try {
            sight.look();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            bad.add(place + ": " + Failures.say(e));
        }
        return this;
    }

    void good(String seen) {
        good.add(seen);
    }

    void bad(String seen) {
        bad.add(seen);
    }

    void see(boolean holds, String seen) {
        (holds ? good : bad).add(seen);
    }

    /** The same, where what remains is a person's to see unless there is a fault. */
    Finding orHuman(String seen, String mend) {
        return bad.isEmpty() ? Finding.human(seen, mend) : finding(mend);
    }

    /** The faults alone when there is one. */
    Finding finding(String mend) {
        return bad.isEmpty() ? Finding.good(String.join("; ", good)) : Finding.bad(String.join("; ", bad), mend);
    }
}
