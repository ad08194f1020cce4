package com.oraclelumira.api.payments;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import com.oraclelumira.api.ledger.Fact;

/**
 * The events that Stripe makes of one order's money, written down as they happen. Several may share a second (Stripe's
 * {@code created} has no finer grain), and a later event has the smaller id: whoever relies on either is wrong.
 */
final class Story {
    /** The order that every story is about. */
    static final String ORDER = "65f0c0ffee65f0c0ffee0001";
    /** Its price in cents, in euros. */
    static final long PRICE = 4700;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LAST_ID = 1_000;
    private static final long FIRST_SECOND = 1_790_000_000;

    private final List<byte[]> events = new ArrayList<>();
    private long second = FIRST_SECOND;

    /** What comes next happens a second later. */
    Story later() {
        second++;
        return this;
    }

    Story declined(String intent) {
        var object = intent(intent, "requires_payment_method", PRICE, 0);
        object.putObject("last_payment_error").put("code", "card_declined");
        return tell("payment_intent.payment_failed", object);
    }

    Story requiresAction(String intent) {
        return tell("payment_intent.requires_action", intent(intent, "requires_action", PRICE, 0));
    }

    Story processing(String intent) {
        return tell("payment_intent.processing", intent(intent, "processing", PRICE, 0));
    }

    Story canceled(String intent) {
        return tell("payment_intent.canceled", intent(intent, "canceled", PRICE, 0));
    }

    Story succeeded(String intent) {
        return succeeded(intent, PRICE);
    }

    Story succeeded(String intent, long cents) {
        return tell("payment_intent.succeeded", intent(intent, "succeeded", cents, cents));
    }

    /** @param event such as {@code refund.created} */
    Story refund(String event, String refund, String intent, String status, long cents) {
        return tell(event, object("refund", refund).put("payment_intent", intent).put("status", status).put("amount",
                cents));
    }

    /** The charge's running total of refunds. */
    Story chargeRefunded(String intent, long total) {
        return tell("charge.refunded", object("charge", "ch_of_" + intent).put("payment_intent", intent)
                .put("amount_refunded", total));
    }

    /** @param moved what each balance transaction of the dispute did to our balance, so far */
    Story dispute(String event, String dispute, String intent, String status, long... moved) {
        var object = object("dispute", dispute).put("payment_intent", intent).put("status", status).put("amount",
                PRICE);
        var transactions = object.putArray("balance_transactions");
        for (long cents : moved)
            transactions.addObject().put("amount", cents);
        return tell("charge.dispute." + event, object);
    }

    Story warned(String warning, String intent) {
        return tell("radar.early_fraud_warning.created", object("radar.early_fraud_warning", warning)
                .put("payment_intent", intent).put("actionable", true));
    }

    /** In the order in which they were made. */
    List<byte[]> events() {
        return List.copyOf(events);
    }

    /** What the events say, read as the application reads them. */
    List<Fact<?>> facts() {
        return events.stream().<Fact<?>>map(body -> StripeFacts.of(StripeEvent.read(body, JSON)).orElseThrow())
                .toList();
    }

    int length() {
        return events.size();
    }

    private ObjectNode intent(String id, String status, long amount, long received) {
        var object = object("payment_intent", id).put("status", status).put("amount", amount)
                .put("amount_received", received).put("currency", "eur").put("livemode", false);
        object.putObject("metadata").put("orderId", ORDER);
        return object;
    }

    private static ObjectNode object(String kind, String id) {
        return JSON.createObjectNode().put("id", id).put("object", kind);
    }

    private Story tell(String type, ObjectNode object) {
        var event = JSON.createObjectNode().put("id", "evt_%04d".formatted(LAST_ID - events.size())).put("type", type)
                .put("created", second).put("livemode", false).put("api_version", "2026-09-30.endive");
        event.putObject("data").set("object", object);
        events.add(event.toString().getBytes(StandardCharsets.UTF_8));
        return this;
    }
}
