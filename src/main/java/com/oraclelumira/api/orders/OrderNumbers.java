package com.oraclelumira.api.orders;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import jakarta.inject.Singleton;

import com.oraclelumira.api.store.Counters;

/** {@code LU} + yymmdd of the day in Paris + at least four digits from that day's atomic counter. Never given twice. */
@Singleton
class OrderNumbers {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd")
            .withZone(ZoneId.of("Europe/Paris"));

    private final Counters counters;
    private final Clock clock;

    OrderNumbers(Counters counters, Clock clock) {
        this.counters = counters;
        this.clock = clock;
    }

    String next() {
        var day = DAY.format(clock.instant());
        return "LU%s%04d".formatted(day, counters.next("orders:" + day));
    }

    /** That day's counter goes on after {@code n}, unless it is past it already. */
    void skip(String day, long n) {
        counters.skip("orders:" + day, n);
    }
}
