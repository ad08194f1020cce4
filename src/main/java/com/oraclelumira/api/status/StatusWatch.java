package com.oraclelumira.api.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.store.Leases;

/**
 * Looks every ten seconds and shows what it saw; one instance of the service counts one look a minute for the 90 days.
 * What cannot be counted because the database is away waits here, so that the outage is counted as soon as it is over.
 */
@Singleton
class StatusWatch {
    static final String JOB = "status-checks";
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int MOST_WAITING = (int) Duration.ofDays(1).toMinutes();

    private record Look(Instant minute, Map<Component, State> states) {}

    private final Probes probes;
    private final StatusDays days;
    private final Incidents incidents;
    private final StatusBoard board;
    private final Leases leases;
    private final Clock clock;
    private final Deque<Look> uncounted = new ArrayDeque<>();
    private Snapshot last;

    StatusWatch(Probes probes, StatusDays days, Incidents incidents, StatusBoard board, Leases leases, Clock clock) {
        this.probes = probes;
        this.days = days;
        this.incidents = incidents;
        this.board = board;
        this.leases = leases;
        this.clock = clock;
        this.last = Snapshot.first(Instant.EPOCH);
    }

    @Scheduled(every = "10s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void look() {
        var now = clock.instant();
        var states = probes.look();
        var minute = now.truncatedTo(ChronoUnit.MINUTES);
        if (!minute.equals(last.at().truncatedTo(ChronoUnit.MINUTES)))
            uncounted.add(new Look(minute, states));
        if (uncounted.size() > MOST_WAITING)
            uncounted.removeFirst();
        last = states.get(Component.DATABASE) == State.UP ? fromStore(now, states) : fromMemory(now, states);
        board.show(last);
    }

    private Snapshot fromStore(Instant now, Map<Component, State> states) {
        try {
            countAll();
            return new Snapshot(now, states, days.latest(), incidents.latest(), false);
        } catch (MongoException e) {
            Log.warnf("status.not_stored reason=%s", e.getClass().getSimpleName());
            return fromMemory(now, states);
        }
    }

    private Snapshot fromMemory(Instant now, Map<Component, State> states) {
        return new Snapshot(now, states, last.days(), last.incidents(), true);
    }

    private void countAll() {
        if (uncounted.isEmpty())
            return;
        if (!leases.acquire(JOB, LEASE)) {
            uncounted.clear(); // who holds the lease looked as well
            return;
        }
        for (var look = uncounted.peek(); look != null; look = uncounted.peek()) {
            days.count(look.minute(), look.states());
            uncounted.remove();
        }
    }
}
