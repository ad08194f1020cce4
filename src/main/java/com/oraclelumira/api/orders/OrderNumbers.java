package com.oraclelumira.api.orders;

import jakarta.inject.Singleton;

import com.oraclelumira.api.store.DayNumbers;

/** {@code LU} + yymmdd of the day in Paris + at least four digits. Never given twice. */
@Singleton
class OrderNumbers {
    private static final String SERIES = "orders";

    private final DayNumbers numbers;

    OrderNumbers(DayNumbers numbers) {
        this.numbers = numbers;
    }

    String next() {
        return numbers.next("LU", SERIES);
    }

    /** That day's counter goes on after {@code n}, unless it is past it already. */
    void skip(String day, long n) {
        numbers.skip(SERIES, day, n);
    }
}
