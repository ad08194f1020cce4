package com.oraclelumira.sandbox.stripe;

import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code /v1/payment_intents}. */
final class PaymentIntents {
    private static final Set<String> CANCELLATION_REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer",
            "abandoned");
    private final SandboxState state;
    private final PaymentMoves moves;
    private final Events events;

    PaymentIntents(SandboxState state, PaymentMoves moves, Events events) {
        this.state = state;
        this.moves = moves;
        this.events = events;
    }

    void addTo(Router router, Pages pages) {
        String path = Kind.PAYMENT_INTENT.path;
        router.on("POST " + path, PaymentIntentForm.CREATE, (id, params) -> create(params));
        router.on("GET " + path, Pages.PARAMS + " customer customer_account",
                (id, params) -> pages.list(Kind.PAYMENT_INTENT, params, Pages.same(params, "customer")));
        router.on("GET " + path + "/*", "client_secret", this::retrieve);
        router.on("POST " + path + "/*", PaymentIntentForm.UPDATE, this::update);
        router.on("POST " + path + "/*/confirm", PaymentIntentForm.CONFIRM, this::confirm);
        router.on("POST " + path + "/*/cancel", "cancellation_reason", this::cancel);
    }

    private ObjectNode create(Params params) {
        boolean confirm = params.bool("confirm").orElse(false);
        ObjectNode intent = PaymentIntentForm.create(state.fresh(Kind.PAYMENT_INTENT), params);
        if (intent.hasNonNull("payment_method")) {
            intent.put("status", "requires_confirmation");
        }
        state.shelf(Kind.PAYMENT_INTENT).put(intent);
        events.emit("payment_intent.created", intent);
        return confirm ? confirm(intent.get("id").textValue(), params) : intent;
    }

    private ObjectNode retrieve(String id, Params params) {
        ObjectNode intent = state.get(Kind.PAYMENT_INTENT, id);
        params.text("client_secret").ifPresent(secret -> checkSecret(intent, secret));
        return intent;
    }

    /** @throws StripeError 400 if the secret is another intent's */
    static void checkSecret(ObjectNode intent, String secret) {
        if (!intent.path("client_secret").asText().equals(secret)) {
            throw StripeError.invalid("payment_intent_invalid_parameter", "client_secret",
                    "The client_secret provided does not match the PaymentIntent.");
        }
    }

    private ObjectNode update(String id, Params params) {
        String status = state.get(Kind.PAYMENT_INTENT, id).path("status").asText();
        if (params.has("amount") && !status.startsWith("requires_")) {
            moves.open(id, "update the amount of");
            throw StripeError.state("payment_intent_unexpected_state",
                    "This PaymentIntent's amount could not be updated because it has a status of " + status + ".");
        }
        return state.shelf(Kind.PAYMENT_INTENT).change(id, intent -> {
            PaymentIntentForm.fill(intent, params);
            if (intent.hasNonNull("payment_method") && status.equals("requires_payment_method")) {
                intent.put("status", "requires_confirmation");
            }
        });
    }

    private ObjectNode confirm(String id, Params params) {
        ObjectNode intent = moves.open(id, "confirm");
        if (intent.path("status").asText().equals("processing")) {
            throw StripeError.state("payment_intent_unexpected_state",
                    "You cannot confirm this PaymentIntent because it is being processed.")
                    .with("payment_intent", intent);
        }
        String method = params.text("payment_method").orElse(intent.path("payment_method").asText(""));
        if (method.isEmpty() || method.equals("null")) {
            throw StripeError.state("payment_intent_unexpected_state",
                    "You cannot confirm this PaymentIntent because it's missing a payment method.")
                    .with("payment_intent", intent);
        }
        TestCard card = TestCard.of(method);
        state.shelf(Kind.PAYMENT_INTENT).change(id, changed -> PaymentIntentForm.receiptEmail(changed, params));
        return switch (card.outcome()) {
            case SUCCEEDS -> moves.succeed(id, card);
            case AUTHENTICATION -> moves.requireAction(id);
            case DECLINED -> throw declined(moves.decline(id, card));
        };
    }

    private static StripeError declined(ObjectNode intent) {
        ObjectNode cause = (ObjectNode) intent.get("last_payment_error");
        return new StripeError(402, "card_error", cause.path("message").asText(), true)
                .with("code", cause.path("code").textValue())
                .with("decline_code", cause.path("decline_code").textValue())
                .with("charge", cause.path("charge").textValue()).with("payment_intent", intent);
    }

    private ObjectNode cancel(String id, Params params) {
        return moves.cancel(id, params.oneOf("cancellation_reason", CANCELLATION_REASONS).orElse(null));
    }
}
