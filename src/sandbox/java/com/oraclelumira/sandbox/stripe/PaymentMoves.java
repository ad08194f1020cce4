package com.oraclelumira.sandbox.stripe;

import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The life of a PaymentIntent: each move changes it, makes its charge and tells of both by events. */
final class PaymentMoves {
    private static final Set<String> ENDED = Set.of("succeeded", "canceled");
    private final SandboxState state;
    private final Charges charges;
    private final Events events;

    PaymentMoves(SandboxState state, Charges charges, Events events) {
        this.state = state;
        this.charges = charges;
        this.events = events;
    }

    ObjectNode succeed(String id, TestCard card) {
        ObjectNode charge = charges.succeed(open(id, "succeed"), card);
        return move(id, "payment_intent.succeeded", intent -> {
            intent.put("status", "succeeded").putNull("next_action").putNull("last_payment_error");
            intent.set("amount_received", intent.get("amount"));
            intent.set("payment_method", charge.get("payment_method"));
            intent.set("latest_charge", charge.get("id"));
        });
    }

    ObjectNode decline(String id, TestCard card) {
        ObjectNode charge = charges.fail(open(id, "decline"), card);
        return move(id, "payment_intent.payment_failed", intent -> {
            intent.put("status", "requires_payment_method").putNull("next_action").putNull("payment_method");
            intent.set("last_payment_error", error(charge, card));
            intent.set("latest_charge", charge.get("id"));
        });
    }

    ObjectNode requireAction(String id) {
        open(id, "require_action");
        return move(id, "payment_intent.requires_action", intent -> {
            intent.put("status", "requires_action").put("payment_method", Ids.next("pm_"));
            intent.putObject("next_action").put("type", "use_stripe_sdk").putObject("use_stripe_sdk").put("type",
                    "three_d_secure_redirect");
        });
    }

    ObjectNode process(String id) {
        ObjectNode charge = charges.pend(open(id, "process"), TestCard.VISA);
        return move(id, "payment_intent.processing", intent -> {
            intent.put("status", "processing").putNull("next_action");
            intent.set("payment_method", charge.get("payment_method"));
            intent.set("latest_charge", charge.get("id"));
        });
    }

    ObjectNode cancel(String id, String reason) {
        open(id, "cancel");
        return move(id, "payment_intent.canceled", intent -> intent.put("status", "canceled").putNull("next_action")
                .put("canceled_at", state.now()).put("cancellation_reason", reason));
    }

    /** The intent, if it has not ended yet. */
    ObjectNode open(String id, String verb) {
        ObjectNode intent = state.get(Kind.PAYMENT_INTENT, id);
        String status = intent.path("status").asText();
        if (ENDED.contains(status)) {
            throw StripeError.state("payment_intent_unexpected_state",
                    "You cannot " + verb + " this PaymentIntent because it has a status of " + status + ".")
                    .with("payment_intent", intent);
        }
        return intent;
    }

    private ObjectNode move(String id, String type, Consumer<ObjectNode> change) {
        ObjectNode intent = state.shelf(Kind.PAYMENT_INTENT).change(id, change);
        events.emit(type, intent);
        return intent;
    }

    private ObjectNode error(ObjectNode charge, TestCard card) {
        ObjectNode error = Json.object();
        error.set("charge", charge.get("id"));
        error.put("code", card.code());
        if (card.declineCode() != null) {
            error.put("decline_code", card.declineCode());
        }
        error.put("message", card.message());
        ObjectNode method = error.putObject("payment_method").put("object", "payment_method").put("type", "card");
        method.set("id", charge.get("payment_method"));
        method.set("card", charge.path("payment_method_details").get("card"));
        return error.put("type", "card_error");
    }
}
