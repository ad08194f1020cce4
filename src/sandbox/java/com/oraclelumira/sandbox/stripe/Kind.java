package com.oraclelumira.sandbox.stripe;

import java.util.Optional;

/** The kinds of objects that the sandbox keeps, with the name, the id prefix and the path that Stripe gives them. */
enum Kind {
    PAYMENT_INTENT("payment_intent", "pi_", "/v1/payment_intents"),
    CHARGE("charge", "ch_", "/v1/charges"),
    REFUND("refund", "re_", "/v1/refunds"),
    DISPUTE("dispute", "dp_", "/v1/disputes"),
    FRAUD_WARNING("radar.early_fraud_warning", "issfr_", "/v1/radar/early_fraud_warnings"),
    EVENT("event", "evt_", "/v1/events"),
    ENDPOINT("webhook_endpoint", "we_", "/v1/webhook_endpoints");

    final String object;
    final String prefix;
    final String path;

    Kind(String object, String prefix, String path) {
        this.object = object;
        this.prefix = prefix;
        this.path = path;
    }

    static Optional<Kind> ofId(String id) {
        for (Kind kind : values()) {
            if (id.startsWith(kind.prefix)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
