package com.oraclelumira.api.payments;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.ledger.ChargeFact;
import com.oraclelumira.api.ledger.DisputeFact;
import com.oraclelumira.api.ledger.Fact;
import com.oraclelumira.api.ledger.IntentFact;
import com.oraclelumira.api.ledger.RefundFact;
import com.oraclelumira.api.ledger.WarningFact;

/**
 * Reads Stripe's JSON into facts: the few fields that decide, at any API version. A value that we do not know (a new
 * status, say) is an {@link IllegalArgumentException}: a person must look, nothing may be guessed about money.
 */
final class StripeFacts {
    /** What an endpoint must be subscribed to. Checkout sessions are not used here, so their types are not wanted. */
    static final Set<String> WANTED = Set.of("payment_intent.succeeded", "payment_intent.payment_failed",
            "payment_intent.canceled", "payment_intent.processing", "payment_intent.requires_action", "charge.refunded",
            "refund.created", "refund.updated", "refund.failed", "charge.dispute.created", "charge.dispute.updated",
            "charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
            "radar.early_fraud_warning.created");

    /** Not asked for, but understood when an endpoint sends them. */
    private static final Set<String> UNDERSTOOD = Set.of("payment_intent.created", "charge.refund.updated",
            "radar.early_fraud_warning.updated");

    private StripeFacts() {}

    /** Whether events of this type say anything about money. */
    static boolean relevant(String type) {
        return WANTED.contains(type) || UNDERSTOOD.contains(type);
    }

    /** Empty for event types that are not relevant. */
    static Optional<Fact<?>> of(StripeEvent event) {
        return relevant(event.type())
                ? Optional.of(read(event.object(), event.created(), event.id()))
                : Optional.empty();
    }

    /** @param at epoch seconds at which the object was like this; @param source the event's id, or {@code pull} */
    static Fact<?> read(JsonNode object, long at, String source) {
        return switch (object.path("object").asText()) {
            case "payment_intent" -> intent(object, at, source);
            case "charge" -> charge(object, at, source);
            case "refund" -> refund(object, at, source);
            case "dispute" -> dispute(object, at, source);
            case "radar.early_fraud_warning" -> warning(object, at, source);
            default -> throw new IllegalArgumentException("unknown object " + object.path("object").asText());
        };
    }

    static IntentFact intent(JsonNode object, long at, String source) {
        return new IntentFact(id(object), text(object.path("metadata").path("orderId")),
                IntentFact.Status.valueOf(upper(object.path("status"))), object.path("amount").asLong(),
                object.path("amount_received").asLong(), object.path("currency").asText(),
                object.path("livemode").asBoolean(), text(object.path("last_payment_error").path("code")), at, source);
    }

    private static ChargeFact charge(JsonNode object, long at, String source) {
        return new ChargeFact(id(object), intentOf(object), object.path("amount_refunded").asLong(), at, source);
    }

    private static RefundFact refund(JsonNode object, long at, String source) {
        return new RefundFact(id(object), intentOf(object), RefundFact.Status.valueOf(upper(object.path("status"))),
                object.path("amount").asLong(), at, source);
    }

    private static DisputeFact dispute(JsonNode object, long at, String source) {
        var movements = object.path("balance_transactions");
        long moved = StreamSupport.stream(movements.spliterator(), false)
                .mapToLong(transaction -> transaction.path("amount").asLong()).sum();
        return new DisputeFact(id(object), intentOf(object), DisputeFact.Status.valueOf(upper(object.path("status"))),
                object.path("amount").asLong(), -moved, movements.size(), at, source);
    }

    private static WarningFact warning(JsonNode object, long at, String source) {
        return new WarningFact(id(object), intentOf(object), object.path("actionable").asBoolean(), at, source);
    }

    private static String id(JsonNode object) {
        var id = object.path("id").asText();
        if (id.isEmpty())
            throw new IllegalArgumentException("object without id");
        return id;
    }

    /** An id, or the object itself when it was expanded; empty when there is none (a charge without PaymentIntent). */
    static String intentOf(JsonNode object) {
        var intent = object.path("payment_intent");
        return intent.isObject() ? intent.path("id").asText() : intent.asText("");
    }

    private static String upper(JsonNode value) {
        return value.asText().toUpperCase(Locale.ROOT);
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : null;
    }
}
