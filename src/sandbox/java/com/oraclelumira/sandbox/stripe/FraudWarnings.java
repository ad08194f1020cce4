package com.oraclelumira.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code /v1/radar/early_fraud_warnings}. */
final class FraudWarnings {
    private final SandboxState state;
    private final Events events;

    FraudWarnings(SandboxState state, Events events) {
        this.state = state;
        this.events = events;
    }

    void addTo(Router router, Pages pages) {
        String path = Kind.FRAUD_WARNING.path;
        router.on("GET " + path, Pages.PARAMS + " charge payment_intent",
                (id, params) -> pages.list(Kind.FRAUD_WARNING, params, Pages.same(params, "charge", "payment_intent")));
        router.on("GET " + path + "/*", "", (id, params) -> state.get(Kind.FRAUD_WARNING, id));
    }

    ObjectNode warn(ObjectNode charge) {
        ObjectNode warning = state.fresh(Kind.FRAUD_WARNING);
        warning.put("actionable", !charge.path("refunded").asBoolean()).put("fraud_type", "made_with_stolen_card");
        warning.set("charge", charge.get("id"));
        warning.set("payment_intent", charge.get("payment_intent"));
        state.shelf(Kind.FRAUD_WARNING).put(warning);
        events.emit("radar.early_fraud_warning.created", warning);
        return warning;
    }
}
