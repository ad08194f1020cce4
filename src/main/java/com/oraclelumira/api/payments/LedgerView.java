package com.oraclelumira.api.payments;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.ledger.Facts;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.Order;

/** An order's money for operators: the ledger in cents, the facts it follows from, the events that made them, the effects. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LedgerView(String id, @Nullable String orderNumber, @Nullable String paymentIntentId, String status,
        boolean accessGranted, boolean workable, long priceCents, String currency, long capturedCents,
        long refundedCents,
        long disputedCents, List<String> anomalies, Facts facts, List<Effect> effects, List<EventView> events,
        Instant createdAt, @Nullable Instant paidAt) {

    static LedgerView of(Order order, List<EventView> events) {
        var payment = order.payment();
        return new LedgerView(order.id().toHexString(), order.orderNumber(), order.paymentIntentId(),
                payment.status().name(), order.accessGranted(), payment.status().workable(),
                order.price().amountCents(), order.price().currency(), payment.capturedCents(), payment.refundedCents(),
                payment.disputedCents(), payment.anomalies(), payment.facts(), order.effects(), events,
                order.createdAt(), order.paidAt());
    }
}
