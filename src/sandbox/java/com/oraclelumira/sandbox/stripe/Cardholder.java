package com.oraclelumira.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the customer's browser would do with Stripe.js. All answer the PaymentIntent as it is afterwards. */
public final class Cardholder {
    private final SandboxState state;
    private final PaymentMoves moves;

    Cardholder(SandboxState state, PaymentMoves moves) {
        this.state = state;
        this.moves = moves;
    }

    /** Pays; also ends a 3-D Secure challenge or a payment that was processing. */
    public ObjectNode succeed(String paymentIntent) {
        return state.locked(() -> moves.succeed(paymentIntent, TestCard.VISA));
    }

    /** Has the card refused; the intent may still succeed later. */
    public ObjectNode decline(String paymentIntent) {
        return decline(paymentIntent, "card_declined", "generic_decline");
    }

    public ObjectNode decline(String paymentIntent, String code, String declineCode) {
        return state.locked(() -> moves.decline(paymentIntent, TestCard.refused(code, declineCode)));
    }

    /** The bank asks for 3-D Secure. */
    public ObjectNode requireAction(String paymentIntent) {
        return state.locked(() -> moves.requireAction(paymentIntent));
    }

    /** A method that takes days, such as a debit. */
    public ObjectNode process(String paymentIntent) {
        return state.locked(() -> moves.process(paymentIntent));
    }

    public ObjectNode cancel(String paymentIntent) {
        return state.locked(() -> moves.cancel(paymentIntent, "requested_by_customer"));
    }

    void addTo(Router router) {
        String path = "/_sandbox/payment_intents/*";
        String known = "client_secret code decline_code";
        router.on("GET " + path, known, (id, params) -> checked(id, params));
        router.on("POST " + path + "/succeed", known, (id, params) -> succeed(checkedId(id, params)));
        router.on("POST " + path + "/decline", known,
                (id, params) -> decline(checkedId(id, params), params.text("code").orElse("card_declined"),
                        params.text("decline_code").orElse("generic_decline")));
        router.on("POST " + path + "/require_action", known, (id, params) -> requireAction(checkedId(id, params)));
        router.on("POST " + path + "/process", known, (id, params) -> process(checkedId(id, params)));
        router.on("POST " + path + "/cancel", known, (id, params) -> cancel(checkedId(id, params)));
    }

    private String checkedId(String id, Params params) {
        return checked(id, params).get("id").textValue();
    }

    private ObjectNode checked(String id, Params params) {
        ObjectNode intent = state.get(Kind.PAYMENT_INTENT, id);
        params.text("client_secret").ifPresent(secret -> PaymentIntents.checkSecret(intent, secret));
        return intent;
    }
}
