package com.oraclelumira.api.sanctuary;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.orders.UiStatus;
import com.oraclelumira.api.orders.Validation;

/**
 * One purchase in "Mes lectures" (contract M10). {@code generatedContent} and {@code expertValidation} are null until an
 * expert has let the reading go out, and while the payment gives no access. What experts note for each other is not in it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PurchasedReading(String id, String orderNumber, int level, String levelName, long amount, String status,
        Instant createdAt, @Nullable Instant deliveredAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Reading generatedContent,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Approval expertValidation, Form formData,
        @Nullable Inputs clientInputs) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Approval(String validationStatus, @Nullable String validatorName, @Nullable Instant validatedAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PurchasedReadingForm")
    record Form(String firstName, String lastName,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String specificQuestion, @Nullable String objective,
            @Nullable String dateOfBirth) {}

    /** {@code lifeQuestion} is the objective's name in v1. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Inputs(@Nullable String birthTime, @Nullable String birthPlace, @Nullable String specificContext,
            @Nullable String lifeQuestion) {}

    static PurchasedReading of(Order order) {
        var readable = readable(order);
        return new PurchasedReading(order.id().toHexString(), order.orderNumber(), order.level().number(),
                order.level().displayName(), order.price().amountCents(), UiStatus.ofReading(order),
                order.createdAt(), readable.map(reading -> order.fulfilment().deliveredAt()).orElse(null),
                readable.orElse(null), readable.map(reading -> approval(order)).orElse(null), form(order),
                inputs(order.intake()));
    }

    /** What she may read now: delivered, and paid for. */
    static Optional<Reading> readable(Order order) {
        return order.accessGranted() ? order.fulfilment().readable() : Optional.empty();
    }

    /** While a new version is in the making, its verdict is nobody's business but the desk's. */
    private static Approval approval(Order order) {
        var given = order.fulfilment().validation();
        boolean present = given != null && given.verdict() == Validation.Verdict.APPROVED;
        return new Approval("approved", present ? given.validatorName() : null, present
                ? given.validatedAt()
                : order.fulfilment().deliveredAt());
    }

    private static Form form(Order order) {
        var intake = Optional.ofNullable(order.intake());
        return new Form(intake.map(Intake::firstName).orElse(order.buyer().firstName()),
                intake.map(Intake::lastName).orElse(order.buyer().lastName()),
                intake.map(Intake::specificQuestion).orElse(null), intake.map(Intake::objective).orElse(null),
                intake.map(Intake::dateOfBirth).orElse(null));
    }

    private static @Nullable Inputs inputs(@Nullable Intake intake) {
        return intake == null
                ? null
                : new Inputs(intake.birthTime(), intake.birthPlace(), intake.specificContext(), intake.objective());
    }
}
