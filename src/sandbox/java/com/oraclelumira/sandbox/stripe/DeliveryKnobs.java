package com.oraclelumira.sandbox.stripe;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How badly the network behaves between Stripe and the shop. Times in milliseconds.
 *
 * @param delayMillis how long after its creation an event is first sent
 * @param copies how many times each event is sent to each endpoint
 * @param shuffleMillis each copy waits a random time up to this one more, so that events overtake each other
 * @param drop types that are recorded but never sent ({@code *}: all), so that a reconciliation has something to find
 * @param suppress types for which not even an event is made: Stripe too may fail to
 * @param retryMillis wait before the first retry; it doubles from one to the next
 * @param retryCapMillis longest wait between two retries
 * @param maxAttempts an endpoint that has failed as often is given up for that event
 * @param timeoutMillis an endpoint that has not answered by then has failed
 */
public record DeliveryKnobs(long delayMillis, int copies, long shuffleMillis, List<String> drop, List<String> suppress,
        long retryMillis, long retryCapMillis, int maxAttempts, long timeoutMillis) {
    private static final ObjectMapper STRICT = new ObjectMapper();

    /** Each event once, at once, in no hurry to retry: 1 s, 2 s, 4 s … 30 s, 20 attempts. */
    public static DeliveryKnobs defaults() {
        return new DeliveryKnobs(0, 1, 0, List.of(), List.of(), 1_000, 30_000, 20, 10_000);
    }

    public DeliveryKnobs {
        if (copies < 1 || maxAttempts < 1 || delayMillis < 0 || shuffleMillis < 0 || retryMillis < 0) {
            throw new IllegalArgumentException("copies and maxAttempts start at 1, times at 0");
        }
        drop = List.copyOf(drop);
        suppress = List.copyOf(suppress);
    }

    public DeliveryKnobs delay(Duration delay) {
        return with("delayMillis", delay.toMillis());
    }

    public DeliveryKnobs copies(int copies) {
        return with("copies", copies);
    }

    public DeliveryKnobs shuffle(Duration window) {
        return with("shuffleMillis", window.toMillis());
    }

    /** @param types event types, or {@code *}; none: everything is sent again */
    public DeliveryKnobs drop(String... types) {
        return with("drop", types);
    }

    public DeliveryKnobs suppress(String... types) {
        return with("suppress", types);
    }

    public DeliveryKnobs retry(Duration first) {
        return with("retryMillis", first.toMillis());
    }

    public DeliveryKnobs maxAttempts(int attempts) {
        return with("maxAttempts", attempts);
    }

    public DeliveryKnobs timeout(Duration timeout) {
        return with("timeoutMillis", timeout.toMillis());
    }

    private DeliveryKnobs with(String name, Object value) {
        return patched(Json.object().set(name, STRICT.valueToTree(value)));
    }

    /** @throws IllegalArgumentException for an unknown name or an impossible value */
    DeliveryKnobs patched(JsonNode patch) {
        ObjectNode tree = tree();
        tree.setAll((ObjectNode) patch);
        return STRICT.convertValue(tree, DeliveryKnobs.class);
    }

    ObjectNode tree() {
        return STRICT.valueToTree(this);
    }

    boolean drops(String type) {
        return drop.contains("*") || drop.contains(type);
    }

    boolean suppresses(String type) {
        return suppress.contains("*") || suppress.contains(type);
    }

    /** Milliseconds between attempt number {@code attempt} (from 1) and the next one. */
    long backoff(int attempt) {
        return Math.min(retryCapMillis, retryMillis << Math.min(attempt - 1, 20));
    }
}
