package com.oraclelumira.api.payments;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.bson.types.ObjectId;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.orders.EffectWorker;
import com.oraclelumira.api.orders.Orders;

/** The application's own parts, driven by one thread, so that a test decides what happens when. */
class OurServer implements Server {
    /** What a process is made of. */
    record Parts(Orders orders, Inbox inbox, PaymentEffects effects, StripeGateway stripe, StripeConfig config,
            Alerts alerts,
            ObjectMapper json, Clock clock) {}

    /** Works when it is polled and not by itself. */
    private static final class PolledEffects extends EffectWorker {
        PolledEffects(Parts parts) {
            super(parts.orders(), List.of(parts.effects()), parts.alerts(), parts.clock());
        }

        @Override
        public void wake(ObjectId orderId) {
            // the next poll finds it
        }
    }

    final Parts parts;
    final PaymentEvents events;
    private final EffectWorker effects;
    private final Deque<InboxEvent> handedOver = new ArrayDeque<>();

    OurServer(Parts parts) {
        this.parts = parts;
        effects = new PolledEffects(parts);
        events = new PaymentEvents(parts.inbox(),
                new Settlement(parts.orders(), parts.stripe(), effects, parts.config(), parts.clock()), parts.alerts(),
                parts.json(), parts.clock());
    }

    @Override
    public void deliver(byte[] body, Runnable answer) {
        parts.inbox().receive(StripeEvent.read(body, parts.json()), body).ifPresent(handedOver::add);
        answer.run();
    }

    @Override
    public void work() {
        while (!handedOver.isEmpty())
            attempt(handedOver.remove());
        for (var due = parts.inbox().claim(); due.isPresent(); due = parts.inbox().claim())
            attempt(due.get());
        meetObligations();
    }

    void attempt(InboxEvent event) {
        events.attempt(event);
    }

    final void meetObligations() {
        effects.poll();
    }
}
