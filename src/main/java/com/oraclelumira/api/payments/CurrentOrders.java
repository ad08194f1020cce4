package com.oraclelumira.api.payments;

import java.util.Optional;

import jakarta.inject.Singleton;

import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;

/** Orders whose payment is as new as we can know: who waits in front of a page need not wait for the webhook as well. */
@Singleton
public class CurrentOrders {
    private final Orders orders;
    private final Settlement settlement;

    CurrentOrders(Orders orders, Settlement settlement) {
        this.orders = orders;
        this.settlement = settlement;
    }

    /** By the public handle; an erased order is nobody's. Asks Stripe itself, at most once per 5 s and order, while the order is open. */
    public Optional<Order> byHandle(String paymentIntentId) {
        return orders.byHandle(paymentIntentId).filter(order -> !order.erased()).map(settlement::refreshed);
    }
}
