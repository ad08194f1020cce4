package com.oraclelumira.api.support;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import jakarta.inject.Singleton;

import com.oraclelumira.api.store.Counters;

/** {@code SU} + yymmdd of the day in Paris + at least four digits from that day's atomic counter. Never given twice. */
@Singleton
class TicketNumbers {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd")
            .withZone(ZoneId.of("Europe/Paris"));

    private final Counters counters;
    private final Clock clock;

    TicketNumbers(Counters counters, Clock clock) {
        this.counters = counters;
        this.clock = clock;
    }

    String next() {
        var day = DAY.format(clock.instant());
        return "SU%s%04d".formatted(day, counters.next("tickets:" + day));
    }
}
