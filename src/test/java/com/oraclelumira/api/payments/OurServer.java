package com.oraclelumira.api.payments;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.net.Webhook;
import org.bson.types.ObjectId;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.EffectWorker;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.tracing.Untraced;

/** The application's own parts, driven by one thread, so that a test decides what happens when. */
class OurServer implements Server {
    /** What a process is made of. */
    record Parts(Orders orders, Inbox inbox, PaymentEffects effects, WebhookSignature signature, StripeGateway stripe,
            StripeConfig config, Outbox outbox, Alerts alerts, ObjectMapper json, Clock clock) {
        Parts with(Orders others) {
            return new Parts(others, inbox, effects, signature, stripe, config, outbox, alerts, json, clock);
        }
    }

    /** Works when it is polled and not by itself. */
    private static final class PolledEffects extends EffectWorker {
        PolledEffects(Parts parts) {
            super(parts.orders(), List.of(parts.effects()), parts.outbox(), parts.alerts(), parts.clock(),
                    Untraced.TRACES);
        }

        @Override
        public void wake(ObjectId orderId) {
            // the next poll finds it
        }
    }

    /** Claims as ever, and leaves what it claimed to our one thread. */
    private final class OneThread extends InboxWorker {
        OneThread() {
            super(parts.inbox(), events);
        }

        @Override
        void submit(InboxEvent event) {
            handedOver(event);
        }
    }

    final Parts parts;
    private final PaymentEvents events;
    private final EffectWorker effects;
    private final InboxWorker worker;
    private final WebhookResource webhook;
    private final Deque<InboxEvent> waiting = new ArrayDeque<>();

    OurServer(Parts parts) {
        this.parts = parts;
        effects = new PolledEffects(parts);
        events = new PaymentEvents(parts.inbox(),
                new Settlement(parts.orders(), parts.stripe(), effects, parts.config(), parts.clock()), parts.alerts(),
                parts.json(), parts.clock(), Untraced.TRACES);
        worker = new OneThread();
        webhook = new WebhookResource(parts.signature(), parts.inbox(), worker, null, null); // nobody is refused here
    }

    @Override
    public void deliver(byte[] body, Runnable answer) {
        webhook.deliver(body, signature(new String(body, StandardCharsets.UTF_8)));
        answer.run();
    }

    @Override
    public void work() {
        attemptAll();
        worker.poll();
        attemptAll();
        meetObligations();
    }

    private void attemptAll() {
        while (!waiting.isEmpty())
            attempt(waiting.remove());
    }

    /** What the webhook or a poll gives to the workers. */
    void handedOver(InboxEvent event) {
        waiting.add(event);
    }

    void attempt(InboxEvent event) {
        events.attempt(event);
    }

    final void meetObligations() {
        effects.poll();
    }

    private String signature(String body) {
        try {
            return Webhook.Signature.generateSignatureHeader(body, ShopResource.WEBHOOK_SECRET,
                    parts.clock().instant().getEpochSecond());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
