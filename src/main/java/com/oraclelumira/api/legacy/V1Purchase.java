package com.oraclelumira.api.legacy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * One purchase of v1's, out of its two collections: the desk's order, its duplicates (v1 made up to three for one
 * payment), and what the ledger of payments says. At least one of the three is there.
 *
 * <p>Of several desk orders the one whose reading is furthest wins; then the one with a reading, with a form, the one
 * changed last, the oldest id. What is missing in it comes from the others, and they are kept whole beside
 * it.
 */
record V1Purchase(@Nullable String handle, V1Doubles doubles, List<V1Document> ledger) {
    private static final List<String> FURTHEST = List.of("pending", "failed", "paid", "refunded", "processing",
            "awaiting_validation", "completed");
    private static final Set<String> PAID_AT_DESK = Set.of("paid", "processing", "awaiting_validation", "completed");
    private static final Comparator<V1Document> RANK = Comparator.comparing(V1Purchase::approved)
            .thenComparingInt(order -> FURTHEST.indexOf(order.text("status", "pending")))
            .thenComparing(V1Purchase::hasReading).thenComparing(order -> !order.list("files").isEmpty())
            .thenComparing(order -> Optional.ofNullable(order.instant("updatedAt")).orElse(Instant.EPOCH))
            .thenComparing(V1Document::id, Comparator.reverseOrder());

    static V1Purchase of(@Nullable String handle, List<V1Document> desk, List<V1Document> ledger) {
        return new V1Purchase(handle, V1Doubles.of(desk.stream().sorted(RANK.reversed()).toList()),
                ledger.stream().sorted(Comparator.comparing(V1Document::id)).toList());
    }

    /** The desk's orders, the one that counts first. */
    List<V1Document> desk() {
        return doubles.all();
    }

    /**
     * The desk order that counts, completed from its doubles; an empty document when the payment never had one.
     */
    V1Document order() {
        return doubles.order();
    }

    /** That order as v1 had it. */
    V1Document winner() {
        return desk().isEmpty() ? V1Document.NONE : desk().getFirst();
    }

    List<V1Document> duplicates() {
        return desk().isEmpty() ? List.of() : desk().subList(1, desk().size());
    }

    /** The names of the fields that came from a double. */
    List<String> filled() {
        return doubles.filled();
    }

    /** The ledger's line, the one that says most if there are several. */
    V1Document payment() {
        return ledger.stream().filter(line -> line.text("status", "").equals("completed")).findFirst()
                .or(() -> ledger.stream().findFirst()).orElse(V1Document.NONE);
    }

    ObjectId id() {
        return desk().isEmpty() ? payment().id() : order().id();
    }

    Instant createdAt() {
        return Stream.concat(desk().stream(), ledger.stream()).map(part -> part.instant("createdAt"))
                .filter(Objects::nonNull).min(Comparator.naturalOrder())
                .orElseGet(() -> Instant.ofEpochSecond(id().getTimestamp()));
    }

    Instant updatedAt() {
        return Stream.concat(desk().stream(), ledger.stream()).map(part -> part.instant("updatedAt"))
                .filter(Objects::nonNull).max(Comparator.naturalOrder()).orElseGet(this::createdAt);
    }

    /** Some part of v1 said at some time that the money is there. */
    boolean moneyCame() {
        return ledger.stream().anyMatch(line -> line.text("status", "").equals("completed"))
                || desk().stream().anyMatch(order -> PAID_AT_DESK.contains(order.text("status", ""))
                        || order.instant("paidAt") != null);
    }

    boolean refunded() {
        return order().text("status", "").equals("refunded");
    }

    /** v1 could pretend to be paid, and nobody checked that it was told so only in development. */
    boolean pretended() {
        return handle != null && handle.startsWith("pi_mock_")
                || ledger.stream().anyMatch(line -> line.inner("metadata").flag("mockMode", false));
    }

    boolean ledgerSays(String... statuses) {
        return !ledger.isEmpty() && List.of(statuses).contains(payment().text("status", ""));
    }

    Instant paidAt() {
        return Stream.concat(desk().stream().map(order -> order.instant("paidAt")),
                Stream.of(payment().instant("completedAt"))).filter(Objects::nonNull).min(Comparator.naturalOrder())
                .orElseGet(this::createdAt);
    }

    static boolean approved(V1Document order) {
        return order.inner("expertValidation").text("validationStatus", "").equals("approved");
    }

    static boolean hasReading(V1Document order) {
        var content = order.inner("generatedContent");
        return content.text("reading") != null || content.text("pdfUrl") != null;
    }
}
