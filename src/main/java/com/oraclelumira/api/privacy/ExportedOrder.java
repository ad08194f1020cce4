package com.oraclelumira.api.privacy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Fulfilment;
import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Production;
import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.orders.Validation;
import com.oraclelumira.api.users.Identity;

/** One order in an export. {@code reading} is what was or is being written for her, whether it was sent or not. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportedOrder(String id, @Nullable String orderNumber, @Nullable String paymentIntentId, String level,
        Identity buyer, Money payment, @Nullable Intake intake, Work work, Instant createdAt, Instant updatedAt,
        @Nullable Map<String, Object> earlier) {

    /** In cents. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Money(String status, long priceCents, String currency, long capturedCents, long refundedCents,
            @Nullable Instant paidAt) {}

    /** What experts asked the generator for, and said of its answer, is about her too. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Work(String status, @Nullable Instant deliveredAt, int revisions, @Nullable Reading reading,
            @Nullable Reading published, @Nullable String prompt, @Nullable String instructions,
            @Nullable Validation validation) {}

    static ExportedOrder of(Order order) {
        return new ExportedOrder(order.id().toHexString(), order.orderNumber(), order.paymentIntentId(),
                order.level().id(), order.buyer(),
                new Money(order.payment().status().name(), order.price().amountCents(), order.price().currency(),
                        order.payment().capturedCents(), order.payment().refundedCents(), order.paidAt()),
                order.intake(), work(order.fulfilment()), order.createdAt(), order.updatedAt(),
                Optional.ofNullable(order.v1()).map(PlainDocument::of).orElse(null));
    }

    private static Work work(Fulfilment work) {
        var job = Optional.ofNullable(work.production());
        return new Work(work.status().name(), work.deliveredAt(), work.revisions(), work.reading(), work.published(),
                job.map(Production::prompt).orElse(null), job.map(Production::instructions).orElse(null),
                work.validation());
    }
}
