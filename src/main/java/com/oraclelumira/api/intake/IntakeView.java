package com.oraclelumira.api.intake;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.UiStatus;

/**
 * M16. The page reads the status alone: of the order what its handle shows anyway, of the form what this caller sent
 * just now, and nothing that was there before.
 */
record IntakeView(boolean success, OrderView order, Form normalizedFormData) {

    @Schema(name = "IntakeOrderView")
    record OrderView(@JsonProperty("_id") String mongoId, String id, String orderNumber,
            @Nullable String paymentIntentId, String status, int level, String levelName, long amount,
            String currency, Instant createdAt, Instant updatedAt) {
        static OrderView of(Order order) {
            var id = order.id().toHexString();
            return new OrderView(id, id, order.orderNumber(), order.paymentIntentId(), UiStatus.ofOrder(order),
                    order.level().number(), order.level().displayName(), order.price().amountCents(),
                    order.price().currency(), order.createdAt(), order.updatedAt());
        }
    }

    static IntakeView of(Order order, Form form) {
        return new IntakeView(true, OrderView.of(order), form);
    }
}
