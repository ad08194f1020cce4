package com.oraclelumira.api.payments;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.UiStatus;
import com.oraclelumira.api.users.Identity;

/**
 * An order as the confirmation page polls it (contract M3): no birth date, no photo, no account. {@code metadata} and
 * {@code userEmail} only for who may see the buyer.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderStatusView(@JsonProperty("_id") String mongoId, String id, String orderNumber,
        @Nullable String paymentIntentId, String status, int level, String levelName, long amount, String currency,
        @Nullable String userEmail, String productId, Instant createdAt, Instant updatedAt, @Nullable Instant paidAt,
        @Nullable Buyer metadata, boolean accessGranted,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String sanctuaryUrl, String message) {

    /** For the onboarding form's prefill. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Buyer(String customerEmail, @Nullable String customerPhone, String customerName) {
        static Buyer of(Identity buyer) {
            return new Buyer(buyer.email(), buyer.phone(), buyer.fullName());
        }
    }

    static OrderStatusView of(Order order, boolean showBuyer) {
        var id = order.id().toHexString();
        var access = order.accessGranted();
        return new OrderStatusView(id, id, order.orderNumber(), order.paymentIntentId(), UiStatus.ofOrder(order),
                order.level().number(), order.level().displayName(), order.price().amountCents(),
                order.price().currency(), showBuyer ? order.buyer().email() : null, order.level().id(),
                order.createdAt(), order.updatedAt(), order.paidAt(), showBuyer ? Buyer.of(order.buyer()) : null,
                access,
                access ? "/sanctuaire" : null, UiStatus.sentence(order));
    }
}
