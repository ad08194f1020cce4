package com.oraclelumira.sandbox.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.oraclelumira.sandbox.stripe.DeliveryKnobs;
import com.oraclelumira.sandbox.stripe.Fault;

/** All of Stripe's events with their deliveries, and how badly the network and Stripe itself behave from now on. */
final class EventPages {
    private static final int MOST_COPIES = 5;
    private static final int MOST_FAULTS = 50;
    private final StripeDesk stripe;
    private final Views views;

    EventPages(StripeDesk stripe, Views views) {
        this.stripe = stripe;
        this.views = views;
    }

    void addTo(Routes routes) {
        routes.get("/demo/events", this::events);
        routes.post("/demo/events/network", visit -> back(() -> stripe.network(knobs(visit))));
        routes.post("/demo/events/fault", visit -> back(() -> stripe.fault(Fault.Type.valueOf(visit.field("type")),
                Math.clamp(visit.number("times", 1), 1, MOST_FAULTS))));
        routes.post("/demo/events/no-faults", visit -> back(stripe::noFaults));
        routes.post("/demo/events/*/resend", visit -> back(() -> stripe.resend(visit.segment(2))));
    }

    private Reply events(Visit visit) {
        var network = stripe.network();
        return views.page("events", Map.of("events", stripe.events(), "copies", network.copies(), "delay",
                network.delayMillis() / 1000, "drop", network.drop().isEmpty() ? "" : network.drop().getFirst(),
                "faults", stripe.faults(), "live", visit.field("live").equals("1")));
    }

    private static Reply back(Runnable action) {
        action.run();
        return Reply.seeOther("/demo/events");
    }

    private DeliveryKnobs knobs(Visit visit) {
        var drop = visit.field("drop").isEmpty() ? List.<String>of() : List.of(visit.field("drop"));
        return stripe.network().copies(Math.clamp(visit.number("copies", 1), 1, MOST_COPIES))
                .delay(Duration.ofSeconds(visit.number("delay", 0))).drop(drop.toArray(String[]::new));
    }
}
