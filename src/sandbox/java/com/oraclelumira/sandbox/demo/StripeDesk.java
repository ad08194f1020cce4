package com.oraclelumira.sandbox.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.oraclelumira.sandbox.stripe.DeliveryKnobs;
import com.oraclelumira.sandbox.stripe.DeliveryLog;
import com.oraclelumira.sandbox.stripe.Fault;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

/** Stripe's sandbox as the pages use it. */
final class StripeDesk {
    private static final int MOST_EVENTS = 60;
    private final StripeSandbox sandbox;
    private final JsonHttp control;

    StripeDesk(StripeSandbox sandbox) {
        this.sandbox = sandbox;
        control = new JsonHttp(URI.create(sandbox.baseUrl()));
    }

    /** The PaymentIntent as Stripe keeps it; status 404 when there is none. */
    Answer intent(String id) {
        return id.matches("pi_\\w+") ? control.get("/_sandbox/payment_intents/" + id, Map.of()) : Answer.of(404, "{}");
    }

    /** One at a time: the network is set for this payment and set back. Fails with Stripe's own sentence. */
    synchronized void pay(String intent, PayChoice choice) {
        DeliveryKnobs ordinary = sandbox.delivery();
        sandbox.delivery(choice::network);
        try {
            choice.move(sandbox.cardholder(), intent);
        } finally {
            sandbox.delivery(knobs -> ordinary);
        }
    }

    DeliveryKnobs network() {
        return sandbox.delivery();
    }

    void network(DeliveryKnobs knobs) {
        sandbox.delivery(ordinary -> knobs);
    }

    List<Fault> faults() {
        return sandbox.faults().waiting();
    }

    void fault(Fault.Type type, int times) {
        sandbox.faults().add(Fault.of(type, "*", "/v1/payment_intents").times(times));
    }

    void noFaults() {
        sandbox.faults().clear();
    }

    void resend(String event) {
        if (event.matches("evt_\\w+")) {
            control.post("/_sandbox/events/" + event + "/resend", Map.of(), Map.of());
        }
    }

    /** Newest first, the last {@value #MOST_EVENTS}. */
    List<EventLine> events() {
        var events = sandbox.events().reversed();
        return events.stream().limit(MOST_EVENTS).map(event -> EventLine.of(event, log(event.path("id").asText())))
                .toList();
    }

    /** Oldest first. */
    List<EventLine> eventsOf(String intent) {
        var lines = new ArrayList<EventLine>();
        for (var event : sandbox.events()) {
            var object = event.path("data").path("object");
            if (intent.equals(object.path("id").asText()) || intent.equals(object.path("payment_intent").asText())) {
                lines.add(EventLine.of(event, log(event.path("id").asText())));
            }
        }
        return lines;
    }

    private DeliveryLog log(String event) {
        return sandbox.deliveryLog(event);
    }
}
