package com.oraclelumira.api.testing;

import java.util.UUID;

/** Stripe's events as JSON, of the API version that an endpoint created today would get. */
public final class StripeEvents {
    private StripeEvents() {}

    public static String newId() {
        return "evt_" + UUID.randomUUID().toString().replace("-", "");
    }

    public static String succeeded(String id, String intent, String orderId, long cents) {
        return intent(id, "payment_intent.succeeded", intent, orderId, "succeeded", cents, cents, "null");
    }

    public static String failed(String id, String intent, String orderId, long cents) {
        return intent(id, "payment_intent.payment_failed", intent, orderId, "requires_payment_method", cents, 0,
                "{\"code\":\"card_declined\",\"message\":\"declined\"}");
    }

    public static String refund(String id, String refund, String intent, long cents) {
        return """
            {"id":"%s","object":"event","api_version":"2026-09-30.endive","created":%d,"livemode":false,
             "type":"refund.created","data":{"object":{"id":"%s","object":"refund","amount":%d,"currency":"eur",
              "payment_intent":"%s","charge":"ch_x","status":"succeeded","created":%d}}}"""
                .formatted(id, System.currentTimeMillis() / 1000, refund, cents, intent,
                        System.currentTimeMillis() / 1000);
    }

    private static String intent(String id, String type, String intent, String orderId, String status, long amount,
            long received, String error) {
        var metadata = orderId == null ? "{}" : "{\"orderId\":\"" + orderId + "\"}";
        return """
            {"id":"%s","object":"event","api_version":"2026-09-30.endive","created":%d,"livemode":false,"type":"%s",
             "data":{"object":{"id":"%s","object":"payment_intent","amount":%d,"amount_received":%d,"currency":"eur",
              "livemode":false,"status":"%s","last_payment_error":%s,"metadata":%s}}}"""
                .formatted(id, System.currentTimeMillis() / 1000, type, intent, amount, received, status, error,
                        metadata);
    }
}
