package com.oraclelumira.api.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Assignment;
import com.oraclelumira.api.orders.Fulfilment;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Production;
import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.orders.UiStatus;
import com.oraclelumira.api.orders.Validation;
import com.oraclelumira.api.production.ClientInputs;
import com.oraclelumira.api.production.FileLinks;
import com.oraclelumira.api.production.FileView;
import com.oraclelumira.api.production.FormData;

/**
 * An order as the expert desk reads it (contract §1.2, §3.3). {@code productionError} is why the generator gave no
 * reading: the order waits to be processed again. {@code readingVersion} goes with a verdict on that reading.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(@JsonProperty("_id") String mongoId, String id, String orderNumber, int level, String levelName,
        long amount, String currency, String status, @Nullable String paymentIntentId, @Nullable Instant paidAt,
        Instant createdAt, Instant updatedAt, @Nullable Instant deliveredAt, int revisionCount, FormData formData,
        ClientInputs clientInputs, List<FileView> files, @Nullable String expertPrompt,
        @Nullable String expertInstructions, @Nullable Reading generatedContent, @Nullable String readingVersion,
        ReviewView expertReview, ValidationView expertValidation, @Nullable String productionError) {

    /** Who took the order. v1's {@code status} of it is unused. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReviewView(@Nullable String expertId, @Nullable String expertName, @Nullable Instant assignedAt,
            String status) {
        static ReviewView of(@Nullable Assignment taken) {
            return taken == null
                    ? new ReviewView(null, null, null, "pending")
                    : new ReviewView(taken.expertId(), taken.expertName(), taken.assignedAt(), "pending");
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ValidationView(String validationStatus, @Nullable String validatorId, @Nullable String validatorName,
            @Nullable String validationNotes, @Nullable Instant validatedAt, @Nullable String rejectionReason) {
        static ValidationView of(@Nullable Validation given) {
            var said = given == null ? Validation.PENDING : given;
            return new ValidationView(said.verdict().id(), said.validatorId(), said.validatorName(), said.notes(),
                    said.validatedAt(), said.rejectionReason());
        }
    }

    static OrderView of(Order order, FileLinks links) {
        var id = order.id().toHexString();
        var work = order.fulfilment();
        var job = Optional.ofNullable(work.production());
        return new OrderView(id, id, order.orderNumber(), order.level().number(), order.level().displayName(),
                order.price().amountCents(), order.price().currency(), UiStatus.ofWork(order),
                order.paymentIntentId(), order.paidAt(), order.createdAt(), order.updatedAt(), work.deliveredAt(),
                work.revisions(), FormData.of(order), ClientInputs.of(order), links.photos(order, FileLinks.PAGE),
                job.map(Production::prompt).orElse(null), job.map(Production::instructions).orElse(null),
                links.readable(work.reading(), FileLinks.PAGE), work.reading() == null ? null : work.readingVersion(),
                ReviewView.of(work.assignment()),
                ValidationView.of(work.validation()),
                productionError(work));
    }

    private static @Nullable String productionError(Fulfilment work) {
        return work.production() == null ? null : work.production().failure();
    }
}
