package com.oraclelumira.api.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** How much of what this process counts came within the last minutes: its own figures, noted at each {@link #note}. */
final class Recent {
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private record Note(Instant at, Map<Figure, Double> sums) {}

    private final MeterRegistry metrics;
    private final Deque<Note> notes = new ArrayDeque<>();

    /** @param start of the process: what was counted until the first note came since then */
    Recent(MeterRegistry metrics, Instant start) {
        this.metrics = metrics;
        notes.add(new Note(start, new EnumMap<>(Figure.class)));
    }

    void note(Instant now) {
        var sums = new EnumMap<Figure, Double>(Figure.class);
        for (var figure : Figure.values())
            sums.put(figure, metrics.find(figure.meter()).meters().stream()
                    .filter(meter -> figure.counts(meter.getId())).mapToDouble(Recent::count).sum());
        notes.add(new Note(now, sums));
        while (second().at().isBefore(now.minus(REMEMBERED)))
            notes.removeFirst();
    }

    /** Of one hour at most; of a younger process what came since it started. */
    double increase(Figure figure, Duration window) {
        var last = notes.getLast();
        var from = last.at().minus(window);
        var before = notes.getFirst();
        for (var note : notes)
            if (!note.at().isAfter(from))
                before = note;
        return last.sums().getOrDefault(figure, 0.0) - before.sums().getOrDefault(figure, 0.0);
    }

    /** What part of {@code whole} came as {@code part} within the window; zero when nothing came. */
    double share(Figure part, Figure whole, Duration window) {
        double all = increase(whole, window);
        return all > 0 ? increase(part, window) / all : 0;
    }

    /** Kept although the first is older than all that is asked for: it is where the hour begins. */
    private Note second() {
        return notes.stream().skip(1).findFirst().orElseThrow();
    }

    private static double count(Meter meter) {
        return switch (meter) {
            case Timer timer -> timer.count();
            case Counter counter -> counter.count();
            default -> 0;
        };
    }
}
