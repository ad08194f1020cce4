package com.oraclelumira.api.legacy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Assignment;
import com.oraclelumira.api.orders.Fulfilment;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Production;
import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.orders.Validation;
import com.oraclelumira.api.orders.Validation.Verdict;

/** How far v1's desk was with a reading (contract §3.8). */
final class V1Work {
    private static final String NO_REASON = "v1 kept no reason";

    private final V1Experts experts;
    private final ImportReport report;

    V1Work(V1Experts experts, ImportReport report) {
        this.experts = experts;
        this.report = report;
    }

    Fulfilment fulfilment(V1Purchase purchase, boolean moneyCame) {
        var order = purchase.order();
        var reading = reading(order);
        var status = moneyCame ? status(order, V1Money.subject(purchase)) : FulfilmentStatus.QUEUED;
        int revisions = Optional.ofNullable(order.number("revisionCount")).orElse(0L).intValue();
        return new Fulfilment(status, assignment(order), production(order, status, revisions), reading,
                validation(order, reading, status), revisions, deliveredAt(order, status), null,
                List.of());
    }

    /** An approved reading is delivered whatever the status says; a status without its reading is not believed. */
    private FulfilmentStatus status(V1Document order, String subject) {
        boolean reading = V1Purchase.hasReading(order);
        return switch (order.text("status", "paid")) {
            case "completed" -> completed(order, reading, subject);
            case "awaiting_validation" -> reading
                    ? FulfilmentStatus.AWAITING_VALIDATION
                    : odd(FulfilmentStatus.PRODUCTION_FAILED, "orders.to_validate_without_reading", subject);
            case "processing" -> FulfilmentStatus.IN_PRODUCTION;
            case "failed" -> FulfilmentStatus.PRODUCTION_FAILED;
            case "refunded" -> V1Purchase.approved(order) && reading
                    ? FulfilmentStatus.DELIVERED
                    : FulfilmentStatus.QUEUED;
            default -> V1Purchase.approved(order) && reading
                    ? odd(FulfilmentStatus.DELIVERED, "orders.approved_and_set_back", subject)
                    : FulfilmentStatus.QUEUED;
        };
    }

    /** v1 showed a reading only when it was completed and approved. */
    private FulfilmentStatus completed(V1Document order, boolean reading, String subject) {
        if (reading && V1Purchase.approved(order) || !reading && order.instant("deliveredAt") != null)
            return reading
                    ? FulfilmentStatus.DELIVERED
                    : odd(FulfilmentStatus.DELIVERED, "orders.delivered_without_reading", subject);
        return reading
                ? odd(FulfilmentStatus.AWAITING_VALIDATION, "orders.completed_without_approval", subject)
                : odd(FulfilmentStatus.QUEUED, "orders.completed_without_reading", subject);
    }

    private FulfilmentStatus odd(FulfilmentStatus status, String kind, String subject) {
        report.odd(kind, subject);
        return status;
    }

    private @Nullable Assignment assignment(V1Document order) {
        var review = order.inner("expertReview");
        return review.reference("expertId").map(id -> new Assignment(id.toHexString(),
                review.text("expertName",
                        experts.byV1Id(Optional.of(id)).map(expert -> expert.name()).orElse("Expert")),
                Optional.ofNullable(review.instant("assignedAt")).or(
                        () -> Optional.ofNullable(review.instant("reviewedAt"))).orElse(changed(order))))
                .orElse(null);
    }

    private @Nullable Production production(V1Document order, FulfilmentStatus status, int revisions) {
        boolean running = status == FulfilmentStatus.IN_PRODUCTION;
        boolean failed = status == FulfilmentStatus.PRODUCTION_FAILED;
        if (order.text("expertPrompt") == null && !running && !failed)
            return null;
        var id = order.inner("expertReview").reference("expertId");
        var expert = experts.byV1Id(id);
        var refusal = order.inner("expertValidation").text("rejectionReason");
        var at = changed(order);
        return new Production(revisions + 1, order.text("expertPrompt", ""), order.text("expertInstructions", ""),
                id.map(Object::toString).orElse(""), expert.map(found -> found.name()).orElse("Expert"),
                expert.map(found -> found.email()).orElse(""), revisions > 0 ? refusal : null,
                order.inner("expertValidation").text("validationNotes"), at, at,
                failed ? order.text("errorLog", NO_REASON) : null, null);
    }

    private static @Nullable Reading reading(V1Document order) {
        var content = order.inner("generatedContent");
        var reading = new Reading(content.text("archetype"), content.text("reading"), content.text("audioUrl"),
                content.text("pdfUrl"), content.text("mandalaSvg"), content.text("ritual"),
                content.text("blockagesAnalysis"), content.text("soulProfile"));
        return reading.equals(Reading.EMPTY) ? null : reading;
    }

    private static @Nullable Validation validation(V1Document order, @Nullable Reading reading,
            FulfilmentStatus status) {
        var said = order.inner("expertValidation");
        if (!said.has("validationStatus") && reading == null)
            return null;
        var verdict = verdict(said.text("validationStatus", "pending"), status);
        return verdict == Verdict.PENDING
                ? Validation.PENDING
                : new Validation(verdict, said.reference("validatorId").map(Object::toString).orElse(null),
                        said.text("validatorName"), said.text("validationNotes"), said.text("rejectionReason"),
                        said.instant("validatedAt"));
    }

    /** What waits for a verdict has none yet, even if an earlier reading had. */
    private static Verdict verdict(String word, FulfilmentStatus status) {
        if (status == FulfilmentStatus.AWAITING_VALIDATION)
            return Verdict.PENDING;
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "approved" -> Verdict.APPROVED;
            case "rejected" -> Verdict.REJECTED;
            default -> Verdict.PENDING;
        };
    }

    private static @Nullable Instant deliveredAt(V1Document order, FulfilmentStatus status) {
        if (status != FulfilmentStatus.DELIVERED)
            return null;
        var delivered = order.instant("deliveredAt");
        return delivered == null
                ? Optional.ofNullable(order.inner("expertValidation").instant("validatedAt")).orElse(changed(order))
                : delivered;
    }

    private static Instant changed(V1Document order) {
        return Optional.ofNullable(order.instant("updatedAt"))
                .orElseGet(() -> Instant.ofEpochSecond(order.id().getTimestamp()));
    }
}
