package com.oraclelumira.api.orders;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.catalog.Level;
import com.oraclelumira.api.ledger.PaymentStatus;

/**
 * A customer in figures. Orders that were never paid do not count; {@code revenueCents} is what we kept of the others'
 * money. {@code favourite} is the level bought most often, the higher one of two.
 */
public record ClientFigures(int orders, int delivered, int waiting, long revenueCents, @Nullable Instant lastOrderAt,
        @Nullable Level favourite) {

    public static final ClientFigures NONE = new ClientFigures(0, 0, 0, 0, null, null);

    /** What a settled order brings on average, in whole cents. */
    public long averageCents() {
        return orders == 0 ? 0 : Math.round((double) revenueCents / orders);
    }

    static ClientFigures of(List<Document> all) {
        var settled = all.stream().filter(order -> payment(order).getBoolean("settled", false)).toList();
        int delivered = (int) settled.stream().filter(ClientFigures::delivered).count();
        int waiting = (int) settled.stream().filter(order -> workable(order) && !delivered(order)).count();
        long revenue = settled.stream().map(ClientFigures::payment)
                .mapToLong(money -> cents(money, "capturedCents") - cents(money, "refundedCents")).sum();
        return new ClientFigures(settled.size(), delivered, waiting, revenue, last(settled), favourite(settled));
    }

    private static boolean delivered(Document order) {
        var fulfilment = order.get("fulfilment", Document.class);
        return FulfilmentStatus.DELIVERED.name().equals(fulfilment.getString("status"))
                || fulfilment.get("deliveredAt") != null;
    }

    private static boolean workable(Document order) {
        return PaymentStatus.valueOf(payment(order).getString("status")).workable();
    }

    private static @Nullable Instant last(List<Document> settled) {
        return settled.stream().map(order -> order.getDate("createdAt")).max(Comparator.naturalOrder())
                .map(Date::toInstant).orElse(null);
    }

    private static @Nullable Level favourite(List<Document> settled) {
        var counts = settled.stream().map(order -> Level.valueOf(order.getString("level")))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream().max(Map.Entry.<Level, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey())).map(Map.Entry::getKey).orElse(null);
    }

    /** Also of a number that somebody corrected in a database shell, which makes another type of it. */
    private static long cents(Document money, String field) {
        return money.get(field, Number.class).longValue();
    }

    private static Document payment(Document order) {
        return order.get("payment", Document.class);
    }
}
