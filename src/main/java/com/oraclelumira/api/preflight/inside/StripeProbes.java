package com.oraclelumira.api.preflight.inside;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.payments.DeliveryRecord;
import com.oraclelumira.api.payments.InboxLag;
import com.oraclelumira.api.payments.IntentComparison;
import com.oraclelumira.api.payments.StripeClock;
import com.oraclelumira.api.payments.WebhookEndpoints;
import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/** What Stripe and we know of each other. */
@Singleton
class StripeProbes implements Group {
    private static final Duration SPAN = Duration.ofHours(72);
    /** A younger event may still be on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);
    private static final int MOST_NAMED = 3;
    private static final String PAGE = "stripe.md";

    private final WebhookEndpoints endpoints;
    private final DeliveryRecord deliveries;
    private final InboxLag inbox;
    private final IntentComparison intents;
    private final StripeClock stripe;
    private final String host;
    private final Clock clock;

    StripeProbes(WebhookEndpoints endpoints, DeliveryRecord deliveries, InboxLag inbox, IntentComparison intents,
            StripeClock stripe, @ConfigProperty(name = "lumira.public-url") URI publicUrl, Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.inbox = inbox;
        this.intents = intents;
        this.stripe = stripe;
        this.host = publicUrl.getHost();
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Stripe";
    }

    @Override
    public List<Probe> probes() {
        return List.of(
                new Probe("stripe-endpoint", List.of("PAY-2"),
                        "The webhook endpoint in Stripe should be enabled, with our URL, events and API version.", PAGE,
                        this::configured),
                new Probe("stripe-deliveries", List.of("PAY-2", "PAY-4"),
                        "Every event of the last 72 hours should have been brought by Stripe's webhook.", PAGE,
                        this::delivered),
                new Probe("dead-letters", List.of("PAY-4"),
                        "No event of Stripe's should have been given up, or wait for more than five minutes.", PAGE,
                        this::applied),
                new Probe("orphan-payments", List.of("PAY-6"),
                        "Every payment of the last 72 hours should have its order, and every paid order its account.",
                        PAGE, this::matched),
                new Probe("clock-skew", List.of("SEC-5"),
                        "This machine's clock should be within 30 seconds of Stripe's.", PAGE, this::synchronised));
    }

    private Finding configured() {
        var faults = endpoints.faults(host);
        return faults.isEmpty()
                ? Finding.good("the endpoint of " + host + " is as it must be")
                : Finding.bad(String.join("; ", faults), "stripe-endpoint creates or mends it; another API version "
                        + "needs a second endpoint");
    }

    private Finding delivered() {
        var now = clock.instant();
        var found = deliveries.between(now.minus(SPAN), now.minus(ON_ITS_WAY));
        if (found.made() == 0)
            return Finding.human("Stripe made no event in 72 hours", "nothing can be seen before the first sale, or: "
                    + "preflight payment (test mode)");
        var seen = "%d made, %d brought, %d still being delivered; the last was made at %s, the last came at %s"
                .formatted(
                        found.made(), found.made() - found.missed().size(), found.waiting(),
                        found.lastMade().orElseThrow(),
                        found.lastReceived().map(Instant::toString).orElse("no time"));
        return found.missed().isEmpty()
                ? Finding.good(seen)
                : Finding.bad(seen + "; never brought: " + some(found.missed()),
                        "see the event's deliveries in Stripe's dashboard, and STRIPE_WEBHOOK_SECRET");
    }

    private Finding applied() {
        long dead = inbox.dead();
        var lag = inbox.lag();
        if (dead > 0)
            return Finding.bad(dead + " events were given up", "mend the cause named in the event, then: replay "
                    + "--state DEAD");
        return lag.compareTo(LONGEST_WAIT) > 0
                ? Finding.bad("an event has been due for " + lag.toMinutes() + " min",
                        "is the API running, and does it "
                                + "reach MongoDB?")
                : Finding.good("none was given up, none is late");
    }

    private Finding matched() {
        var found = intents.since(clock.instant().minus(SPAN));
        var wrong = new ArrayList<String>();
        add(wrong, "money without order", found.moneyWithoutOrder());
        add(wrong, "order that does not know its payment", found.moneyNotBooked());
        add(wrong, "order without money", found.orderWithoutMoney());
        add(wrong, "paid order without account", found.paidWithoutAccount());
        return wrong.isEmpty()
                ? Finding.good(found.compared() + " payments compared, all have their order and account")
                : Finding.bad(String.join("; ", wrong), "reconcile, then what it names");
    }

    private static void add(List<String> wrong, String what, List<String> which) {
        if (!which.isEmpty())
            wrong.add(which.size() + " × " + what + ": " + some(which));
    }

    private Finding synchronised() {
        var ahead = stripe.ahead();
        var seen = "%.1f s %s Stripe's".formatted(Math.abs(ahead.toMillis() / 1000.0),
                ahead.isNegative() ? "behind" : "ahead of");
        return ahead.abs().compareTo(MOST_SKEW) > 0
                ? Finding.bad(seen, "start the machine's time service (timedatectl): beyond 300 s every delivery is "
                        + "refused")
                : Finding.good(seen);
    }

    private static String some(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())))
                + (all.size() > MOST_NAMED ? " …" : "");
    }
}
