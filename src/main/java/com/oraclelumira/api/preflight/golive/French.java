package com.oraclelumira.api.preflight.golive;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words of the report that depend on a number or a date. */
final class French {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy 'à' HH:mm", Locale.FRENCH)
            .withZone(PARIS);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

    private French() {}

    /** "0 échec", "1 échec", "2 échecs". */
    static String count(long number, String one, String several) {
        return number + " " + (number < 2 ? one : several);
    }

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, PARIS);
    }
}
