package com.oraclelumira.api.legacy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.oraclelumira.api.orders.Order;

/** What a person should look at in v1's purchases. Reports, and changes nothing. */
final class V1Oddities {
    private static final Set<String> DESK = Set.of("pending", "paid", "processing", "awaiting_validation",
            "completed", "failed", "refunded");
    private static final Set<String> LEDGER = Set.of("pending", "processing", "completed", "failed", "cancelled");

    private final ImportReport report;

    V1Oddities(ImportReport report) {
        this.report = report;
    }

    /** Of a purchase that is not here yet. */
    void note(V1Purchase purchase, boolean hasAccount) {
        var subject = V1Money.subject(purchase);
        if (!purchase.duplicates().isEmpty())
            report.odd("orders.duplicates_merged", subject + " took in " + purchase.duplicates().stream()
                    .map(other -> other.text("orderNumber", other.id().toHexString())).toList());
        if (!purchase.filled().isEmpty())
            report.odd("orders.completed_from_double", subject + " " + purchase.filled());
        if (purchase.desk().isEmpty() && purchase.moneyCame())
            report.odd("payments.without_order", purchase.id());
        if (purchase.ledger().isEmpty())
            report.odd("orders.without_payment", subject);
        if (!hasAccount)
            report.odd("orders.without_account", subject);
        purchase.desk().forEach(this::noteOrder);
        purchase.ledger().forEach(line -> known(line, LEDGER, "payments.unknown_status"));
    }

    private void noteOrder(V1Document order) {
        known(order, DESK, "orders.unknown_status");
        if (order.has("orderNumber") && !(order.raw().get("orderNumber") instanceof String))
            report.odd("orders.number_not_text", order.id());
        if (order.has("userId") && order.reference("userId").isEmpty())
            report.odd("orders.user_id_not_an_id", order.id());
        if (order.has("files") && !(order.raw().get("files") instanceof List<?>))
            report.odd("orders.files_not_a_list", order.id());
    }

    private void known(V1Document document, Set<String> statuses, String kind) {
        if (document.has("status") && !statuses.contains(document.text("status", "")))
            report.odd(kind, document.id());
    }

    /** Of a purchase that was imported earlier: v1 has changed a part of it since, or has one more. */
    boolean changedSince(Order known, V1Purchase purchase) {
        if (known.v1() == null)
            return false;
        var kept = new V1Document(known.v1());
        var before = latest(Stream.of(Stream.of(kept.inner("order")), kept.list("duplicates").stream(),
                kept.list("ledger").stream()).flatMap(parts -> parts)).orElse(Instant.EPOCH);
        return latest(Stream.concat(purchase.desk().stream(), purchase.ledger().stream()))
                .filter(now -> now.isAfter(before)).isPresent();
    }

    private static Optional<Instant> latest(Stream<V1Document> parts) {
        return parts.map(part -> part.instant("updatedAt")).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }
}
