package com.oraclelumira.api.admission;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The line of one lane: so many are worked on, so many wait in the order in which they came, nobody else gets in. */
final class Line {
    enum Answer {
        GO, WAIT, FULL
    }

    private record Waiting(Visit visit, long since) {}

    private final int atOnce;
    private final int places;
    private final long patienceNanos;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int working;

    Line(Lane lane) {
        this(lane.atOnce(), lane.places(), lane.patience().toNanos());
    }

    Line(int atOnce, int places, long patienceNanos) {
        this.atOnce = atOnce;
        this.places = places;
        this.patienceNanos = patienceNanos;
    }

    /** Whoever may go, at once or later, leaves. */
    synchronized Answer join(Visit visit, long nowNanos) {
        if (working < atOnce) {
            working++;
            visit.stage(Visit.Stage.WORKING);
            return Answer.GO;
        }
        if (waiting.size() >= places)
            return Answer.FULL;
        waiting.add(new Waiting(visit, nowNanos));
        visit.stage(Visit.Stage.WAITING);
        return Answer.WAIT;
    }

    /** Who may go now in its place. A second call, and one for a visit that never joined, changes nothing. */
    synchronized Optional<Visit> leave(Visit visit) {
        var stage = visit.stage();
        visit.stage(Visit.Stage.OUTSIDE);
        if (stage == Visit.Stage.WAITING)
            waiting.removeIf(other -> other.visit() == visit);
        return stage == Visit.Stage.WORKING ? next() : Optional.empty();
    }

    private Optional<Visit> next() {
        var next = Optional.ofNullable(waiting.poll()).map(Waiting::visit);
        next.ifPresentOrElse(visit -> visit.stage(Visit.Stage.WORKING), () -> working--);
        return next;
    }

    /** Takes those out who have waited too long. */
    synchronized List<Visit> tired(long nowNanos) {
        var gone = new ArrayList<Visit>();
        while (!waiting.isEmpty() && nowNanos - waiting.peek().since() > patienceNanos) {
            var visit = waiting.poll().visit();
            visit.stage(Visit.Stage.OUTSIDE);
            gone.add(visit);
        }
        return gone;
    }

    synchronized int working() {
        return working;
    }

    synchronized int waiting() {
        return waiting.size();
    }
}
