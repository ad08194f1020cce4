package com.oraclelumira.api.sanctuary;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.catalog.Level;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Reading;

/**
 * The list of purchases in figures (contract M11). Money in cents, less what went back. {@code currentLevel} is the
 * highest level that was delivered, {@code maxLevel} the highest that was bought and still gives access, 0 without any;
 * {@code levelProgress} is the current one in percent of all four.
 */
record ReadingStatsView(int totalOrders, int completedOrders, int pendingOrders, long totalSpent, int currentLevel,
        int maxLevel, int levelProgress, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant lastOrderDate,
        Available availableContent) {

    private static final int PERCENT = 100;

    /** How many of each she can open now. */
    record Available(int readings, int audios, int pdfs, int mandalas) {
        static Available of(List<Reading> readings) {
            return new Available(count(readings, Reading::reading), count(readings, Reading::audioUrl),
                    count(readings, Reading::pdfUrl), count(readings, Reading::mandalaSvg));
        }

        private static int count(List<Reading> readings, Function<Reading, @Nullable String> part) {
            return (int) readings.stream().map(part).filter(Objects::nonNull).filter(text -> !text.isBlank()).count();
        }
    }

    /** @param purchases as M10 lists them, newest first */
    static ReadingStatsView of(List<Order> purchases) {
        var open = purchases.stream().filter(Order::accessGranted).toList();
        var delivered = open.stream().filter(Order::delivered).toList();
        int current = highest(delivered);
        return new ReadingStatsView(purchases.size(), delivered.size(), open.size() - delivered.size(),
                purchases.stream().map(Order::payment).mapToLong(p -> p.capturedCents() - p.refundedCents()).sum(),
                current, highest(open), current * PERCENT / Level.values().length,
                purchases.isEmpty() ? null : purchases.getFirst().createdAt(),
                Available.of(open.stream().flatMap(order -> PurchasedReading.readable(order).stream()).toList()));
    }

    private static int highest(List<Order> orders) {
        return orders.stream().mapToInt(order -> order.level().number()).max().orElse(0);
    }
}
