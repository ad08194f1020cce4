package com.oraclelumira.sandbox.stripe;

import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What happens to a payment without the shop's doing: refunds from the Dashboard, decisions of banks. */
public final class Bank {
    private static final Set<String> REFUND_STATUSES = Set.of("succeeded", "pending", "requires_action");
    private final SandboxState state;
    private final Refunds refunds;
    private final RefundMoves refundMoves;
    private final Disputes disputes;
    private final FraudWarnings warnings;

    Bank(SandboxState state, Events events, RefundMoves refundMoves, Disputes disputes) {
        this.state = state;
        this.refundMoves = refundMoves;
        this.disputes = disputes;
        this.refunds = new Refunds(state, refundMoves);
        this.warnings = new FraudWarnings(state, events);
    }

    /** Refunds this part of a payment, in cents, as a click in the Dashboard does. Answers the refund. */
    public ObjectNode refund(String paymentIntent, long amount) {
        return refund(paymentIntent, amount, "succeeded");
    }

    /** @param status succeeded, pending or requires_action */
    public ObjectNode refund(String paymentIntent, long amount, String status) {
        var params = new Params(Json.object().put("payment_intent", paymentIntent).put("amount", amount));
        return state.locked(() -> refunds.create(params, status));
    }

    public ObjectNode succeedRefund(String refund) {
        return state.locked(() -> refundMoves.succeed(refund));
    }

    /** The customer's bank sends the money back, even after the refund had succeeded. */
    public ObjectNode failRefund(String refund) {
        return state.locked(() -> refundMoves.fail(refund, "expired_or_canceled_card"));
    }

    /** The customer disputes the whole payment. Answers the dispute. */
    public ObjectNode dispute(String paymentIntent) {
        return dispute(new Params(Json.object().put("payment_intent", paymentIntent)));
    }

    /** A question of the bank's ahead of a dispute: no money moves. */
    public ObjectNode inquire(String paymentIntent) {
        return dispute(new Params(Json.object().put("payment_intent", paymentIntent).put("inquiry", "true")));
    }

    private ObjectNode dispute(Params params) {
        return state.locked(() -> {
            ObjectNode charge = charge(params);
            return disputes.open(charge, params.integer("amount").orElse(charge.path("amount").asLong()),
                    params.text("reason").orElse("fraudulent"), params.bool("inquiry").orElse(false));
        });
    }

    public ObjectNode winDispute(String dispute) {
        return state.locked(() -> disputes.close(dispute, "won"));
    }

    public ObjectNode loseDispute(String dispute) {
        return state.locked(() -> disputes.close(dispute, "lost"));
    }

    /** The card's network believes the payment to be fraud. Answers the early fraud warning. */
    public ObjectNode warn(String paymentIntent) {
        var params = new Params(Json.object().put("payment_intent", paymentIntent));
        return state.locked(() -> warnings.warn(charge(params)));
    }

    private ObjectNode charge(Params params) {
        ObjectNode intent = state.get(Kind.PAYMENT_INTENT, params.requiredText("payment_intent"));
        return state.shelf(Kind.CHARGE).find(intent.path("latest_charge").asText())
                .filter(charge -> charge.path("paid").asBoolean())
                .orElseThrow(() -> StripeError.state(null, "This PaymentIntent has not been paid."));
    }

    void addTo(Router v1, Pages pages) {
        refunds.addTo(v1, pages);
        disputes.addTo(v1, pages);
        warnings.addTo(v1, pages);
    }

    void addTo(Router control) {
        control.on("POST /_sandbox/refund", "payment_intent charge amount reason metadata status",
                (id, params) -> refunds.create(params, params.oneOf("status", REFUND_STATUSES).orElse("succeeded")));
        control.on("POST /_sandbox/refunds/*/succeed", "", (id, params) -> succeedRefund(id));
        control.on("POST /_sandbox/refunds/*/fail", "reason",
                (id, params) -> refundMoves.fail(id, params.text("reason").orElse("expired_or_canceled_card")));
        control.on("POST /_sandbox/dispute", "payment_intent amount reason inquiry", (id, params) -> dispute(params));
        control.on("POST /_sandbox/disputes/*/won", "", (id, params) -> winDispute(id));
        control.on("POST /_sandbox/disputes/*/lost", "", (id, params) -> loseDispute(id));
        control.on("POST /_sandbox/fraud_warning", "payment_intent", (id, params) -> warnings.warn(charge(params)));
    }
}
