package com.oraclelumira.api.payments;

import java.time.Instant;
import java.util.List;

import org.bson.types.ObjectId;

import com.oraclelumira.api.catalog.Level;
import com.oraclelumira.api.ledger.Payment;
import com.oraclelumira.api.ledger.Price;
import com.oraclelumira.api.ledger.Terms;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.Fulfilment;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Origin;
import com.oraclelumira.api.users.Identity;

/** The order that a {@link Story} is about, as the checkout leaves it. */
final class Drafts {
    static final Terms TERMS = new Terms(Story.ORDER, new Price(Story.PRICE, "eur"), false);
    static final String EMAIL = "story@example.com";

    private static final Instant CREATED = Instant.parse("2026-09-21T12:00:00Z");

    private Drafts() {}

    static Order order() {
        return new Order(new ObjectId(Story.ORDER), 0, "LUM-PROOF", null, Level.MYSTIQUE, TERMS.price(),
                new Identity(EMAIL, "Anna", "Essai", null), null, Payment.opening(TERMS), Fulfilment.QUEUED, null,
                List.of(), new Origin(null, "", "", null, "proof", 1), null, null, CREATED, CREATED, null, null, null);
    }

    static Order with(Order order, Payment payment, List<Effect> effects) {
        return new Order(order.id(), order.rev() + 1, order.orderNumber(), order.paymentIntentId(), order.level(),
                order.price(), order.buyer(), order.userId(), payment, order.fulfilment(), order.intake(), effects,
                order.origin(),
                order.paidAt(), order.askedStripeAt(), order.createdAt(), order.updatedAt(), order.v1(),
                order.erasedAt(), order.leftovers());
    }
}
