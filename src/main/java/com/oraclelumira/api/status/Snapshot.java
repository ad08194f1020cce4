package com.oraclelumira.api.status;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Everything that the page shows, as it was at one moment.
 *
 * @param remembered the days and incidents are of an earlier moment, because the database does not tell them now
 */
record Snapshot(Instant at, Map<Component, State> states, List<StatusDay> days, List<Incident> incidents,
        boolean remembered) {
    private static final int WHOLE = 10_000;

    Snapshot {
        states = Map.copyOf(states);
        days = List.copyOf(days);
        incidents = List.copyOf(incidents);
    }

    /** Before anything was looked at. */
    static Snapshot first(Instant at) {
        var states = new EnumMap<Component, State>(Component.class);
        for (var component : Component.values())
            states.put(component, State.UNKNOWN);
        return new Snapshot(at, states, List.of(), List.of(), true);
    }

    State overall() {
        if (states.containsValue(State.DOWN))
            return State.DOWN;
        return states.containsValue(State.UP) ? State.UP : State.UNKNOWN;
    }

    List<Component> down() {
        return Stream.of(Component.values()).filter(component -> states.get(component) == State.DOWN).toList();
    }

    boolean anyIncidentOpen() {
        return incidents.stream().anyMatch(Incident::open);
    }

    /** In hundredths of a percent of the minutes that were looked at, rounded down; empty when there were none. */
    OptionalInt availability(Component component) {
        long up = days.stream().mapToLong(day -> day.up(component)).sum();
        long looked = up + days.stream().mapToLong(day -> day.down(component)).sum();
        return looked == 0 ? OptionalInt.empty() : OptionalInt.of((int) (up * WHOLE / looked));
    }
}
