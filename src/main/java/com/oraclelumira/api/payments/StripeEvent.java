package com.oraclelumira.api.payments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS;

/** Stripe's event envelope, read at any API version. {@code created} is in epoch seconds. */
record StripeEvent(String id, String type, long created, boolean livemode, @Nullable String apiVersion,
        JsonNode object) {

    private static final int LONGEST_ID = 255;

    /** @throws IllegalArgumentException when this is no event of Stripe's, signed or not */
    static StripeEvent read(byte[] body, ObjectMapper json) {
        var tree = tree(body, json);
        var id = tree.path("id").isTextual() ? tree.path("id").textValue() : "";
        var type = tree.path("type").isTextual() ? tree.path("type").textValue() : "";
        var object = tree.path("data").path("object");
        if (!id.startsWith("evt_") || id.length() > LONGEST_ID || type.isEmpty() || !object.isObject())
            throw new IllegalArgumentException("not a Stripe event");
        return new StripeEvent(id, type, tree.path("created").asLong(), tree.path("livemode").asBoolean(),
                tree.path("api_version").isTextual() ? tree.path("api_version").textValue() : null, object);
    }

    /**
     * The text whose signature was checked, as text: of bytes Jackson would guess the encoding. A name that comes twice,
     * or a second value behind the first, could be read in two ways and is no event.
     */
    private static JsonNode tree(byte[] body, ObjectMapper json) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return json.reader().with(FAIL_ON_READING_DUP_TREE_KEY, FAIL_ON_TRAILING_TOKENS).readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    /** The object's own id: {@code pi_…}, {@code re_…}, … */
    String objectId() {
        return object.path("id").asText();
    }

    /** The PaymentIntent that the object is, or belongs to; null when it names none. */
    @Nullable
    String paymentIntentId() {
        if (type.startsWith("payment_intent."))
            return objectId();
        var intent = object.path("payment_intent");
        return intent.isTextual() ? intent.textValue() : null;
    }

    /** The order that the object's metadata names; null when it names none. */
    @Nullable
    String orderId() {
        var order = object.path("metadata").path("orderId");
        return order.isTextual() ? order.textValue() : null;
    }
}
