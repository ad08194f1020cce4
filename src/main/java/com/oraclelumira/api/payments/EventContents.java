package com.oraclelumira.api.payments;

import java.util.ArrayList;

import jakarta.inject.Singleton;

import com.oraclelumira.api.ledger.IntentFact;
import com.oraclelumira.api.orders.Order;

/** What Stripe's stored events say about people: names, addresses, the last digits of cards. */
@Singleton
public class EventContents {
    private final Inbox inbox;

    EventContents(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Keeps that this order's applied events came, so that copies stay copies, and forgets what they said. */
    public void forget(Order order) {
        var intents = new ArrayList<>(order.payment().facts().intents().stream().map(IntentFact::id).toList());
        if (order.paymentIntentId() != null)
            intents.add(order.paymentIntentId());
        inbox.forgetContents(intents);
    }
}
