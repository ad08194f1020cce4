package com.oraclelumira.sandbox.demo;

import java.util.List;
import java.util.Map;

/** In the place of Stripe's card form. */
final class PayPages {
    private final StripeDesk stripe;
    private final Views views;

    PayPages(StripeDesk stripe, Views views) {
        this.stripe = stripe;
        this.views = views;
    }

    void addTo(Routes routes) {
        routes.get("/demo/pay/*", visit -> form(visit, ""));
        routes.post("/demo/pay/*", this::pay);
    }

    private Reply form(Visit visit, String error) {
        var id = visit.segment(2);
        var intent = stripe.intent(id);
        if (id.startsWith("free_") || intent.member("status").equals("succeeded")) {
            return Reply.seeOther("/demo/order/" + id);
        }
        if (!intent.ok()) {
            return views.page("problem", Map.of("sentence", "Stripe ne connaît pas ce paiement.", "detail", id))
                    .status(404);
        }
        var amount = Show.euros(((Number) intent.body().get("amount")).longValue());
        return views.page("pay", Map.of("id", id, "amount", amount, "status", intent.member("status"), "choices",
                List.of(PayChoice.values()), "error", error));
    }

    private Reply pay(Visit visit) {
        var id = visit.segment(2);
        try {
            var choice = PayChoice.valueOf(visit.field("choice"));
            stripe.pay(id, choice);
            return Reply.seeOther((choice.endsHere() ? "/demo/pay/" : "/demo/order/") + id);
        } catch (RuntimeException refused) {
            return form(visit, "Stripe refuse : " + refused.getMessage());
        }
    }
}
