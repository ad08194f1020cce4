package com.oraclelumira.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The pairs that any object carries: 50 keys of 40 characters, values of 500; an empty value deletes the key. */
final class Metadata {
    private Metadata() {}

    static void merge(ObjectNode object, Params params) {
        if (!params.has("metadata")) {
            return;
        }
        ObjectNode merged = object.path("metadata").isObject() && !params.tree().get("metadata").isTextual()
                ? object.get("metadata").deepCopy()
                : Json.object();
        params.object("metadata").tree().properties().forEach(pair -> {
            String value = checked(pair.getKey(), pair.getValue().asText());
            if (value.isEmpty()) {
                merged.remove(pair.getKey());
            } else {
                merged.put(pair.getKey(), value);
            }
        });
        if (merged.size() > 50) {
            throw StripeError.invalid(null, "metadata", "Metadata can hold at most 50 keys");
        }
        object.set("metadata", merged);
    }

    private static String checked(String key, String value) {
        if (key.length() > 40 || value.length() > 500) {
            throw StripeError.invalid(null, "metadata", "Metadata keys have at most 40 characters, values 500: " + key);
        }
        return value;
    }
}
