package com.oraclelumira.sandbox.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.bson.Document;

/** An order's life: what the API says of it, what Stripe sent, and what the database keeps. */
final class OrderPages {
    /** Two minutes: a forgotten tab must not use up the API's limit for this address. */
    private static final int TURNS = 60;
    private static final Set<String> SETTLED = Set.of("paid", "completed", "refunded");

    private final ShopApi api;
    private final StripeDesk stripe;
    private final Backstage backstage;
    private final Views views;

    OrderPages(ShopApi api, StripeDesk stripe, Backstage backstage, Views views) {
        this.api = api;
        this.stripe = stripe;
        this.backstage = backstage;
        this.views = views;
    }

    void addTo(Routes routes) {
        routes.get("/demo/order/*", this::order);
    }

    private Reply order(Visit visit) {
        var handle = visit.segment(2);
        var status = api.order(visit, handle);
        if (status.status() == 404) {
            return views.page("problem", Map.of("sentence", status.sentence(), "detail", handle)).status(404);
        }
        var purchase = api.purchase(visit, handle);
        var page = new HashMap<String, Object>(Map.of("handle", handle, "m3", status, "m4", purchase, "m4order",
                purchase.inner("order")));
        page.put("level", purchase.inner("product").member("name"));
        page.put("amount", status.ok() ? Show.euros(((Number) status.body().get("amount")).longValue()) : "");
        page.put("tone", tone(status.member("status")));
        behind(page, handle);
        turn(page, visit.number("turn", 0));
        return views.page("order", page);
    }

    private void behind(Map<String, Object> page, String handle) {
        var stored = backstage.order(handle).orElseGet(Document::new);
        var payment = Backstage.payment(stored);
        page.put("state", payment.get("status", "?"));
        page.put("work", Backstage.work(stored));
        page.put("anomalies", payment.getList("anomalies", String.class, List.of()));
        page.put("facts", Backstage.facts(stored));
        page.put("duties", Backstage.duties(stored));
        page.put("inbox", backstage.inbox(handle));
        page.put("events", stripe.eventsOf(handle));
        page.put("payable", Set.of("requires_payment_method", "requires_action")
                .contains(stripe.intent(handle).member("status")));
    }

    /** The page asks again by itself while something may still change. */
    private static void turn(Map<String, Object> page, int turn) {
        var settled = SETTLED.contains(((Answer) page.get("m3")).member("status"));
        var working = ((List<?>) page.get("duties")).stream().anyMatch(duty -> !((Backstage.Duty) duty).done())
                || ((List<?>) page.get("events")).stream().anyMatch(event -> !((EventLine) event).done());
        page.put("live", (!settled || working) && turn < TURNS);
        page.put("next", turn + 1);
    }

    private static String tone(String status) {
        return switch (status) {
            case "paid", "completed" -> "good";
            case "failed", "refunded" -> "bad";
            default -> "wait";
        };
    }
}
