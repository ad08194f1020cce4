package com.oraclelumira.api.desk;

import jakarta.inject.Singleton;

import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.UiStatus;
import com.oraclelumira.api.orders.Validation;

/** Finds the order that the desk means, and says why it cannot be done. */
@Singleton
class DeskOrders {
    private final Orders orders;

    DeskOrders(Orders orders) {
        this.orders = orders;
    }

    /** Problems: ORDER_NOT_FOUND, also for what is no id at all. */
    Order find(@Nullable String id) {
        if (id == null || !ObjectId.isValid(id))
            throw unknown();
        return orders.byId(new ObjectId(id)).filter(order -> !order.erased()).orElseThrow(DeskOrders::unknown);
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemType.ORDER_NOT_FOUND, "Commande introuvable");
    }

    /** With the state that the order has, as the desk shows it. */
    static ProblemException refusal(Order order, ProblemType type, String sentence) {
        var verdict = order.fulfilment().validation() == null
                ? Validation.PENDING
                : order.fulfilment().validation();
        return new ProblemException(type, sentence).with("currentStatus", UiStatus.ofWork(order))
                .with("validationStatus", verdict.verdict().id());
    }

    /** Whatever an expert wanted to do: the money comes first (defect 43). */
    static void requirePaid(Order order) {
        if (!order.payment().status().workable())
            throw refusal(order, ProblemType.CONFLICT,
                    "Cette commande n'est pas payée : elle ne peut pas être traitée.");
    }
}
