package com.oraclelumira.sandbox.stripe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The failures that wait for their call, first come, first served. */
public final class Faults {
    private final List<Fault> waiting = new ArrayList<>();

    public synchronized void add(Fault fault) {
        waiting.add(fault);
    }

    public synchronized void clear() {
        waiting.clear();
    }

    public synchronized List<Fault> waiting() {
        return List.copyOf(waiting);
    }

    /** The first fault for this call, used up once. */
    synchronized Optional<Fault> take(Call call) {
        for (int i = 0; i < waiting.size(); i++) {
            Fault fault = waiting.get(i);
            if (fault.hits(call)) {
                if (fault.times() > 1) {
                    waiting.set(i, fault.times(fault.times() - 1));
                } else {
                    waiting.remove(i);
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
