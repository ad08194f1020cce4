package com.oraclelumira.sandbox.stripe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The parameters of a call, read with Stripe's refusals (all of them 400 and {@code invalid_request_error}). */
record Params(ObjectNode tree) {
    void refuseUnknown(Set<String> known) {
        tree.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw StripeError.invalid("parameter_unknown", name, "Received unknown parameter: " + name);
            }
        });
    }

    boolean has(String name) {
        return tree.has(name);
    }

    /** Empty if absent or sent as an empty text. */
    Optional<String> text(String name) {
        return Optional.ofNullable(tree.get(name)).filter(value -> value.isValueNode() && !value.isNull())
                .map(JsonNode::asText)
                .filter(value -> !value.isEmpty());
    }

    String requiredText(String name) {
        return text(name).orElseThrow(
                () -> StripeError.invalid("parameter_missing", name, "Missing required param: " + name + "."));
    }

    Optional<Long> integer(String name) {
        return text(name).map(value -> {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException e) {
                throw StripeError.invalid("parameter_invalid_integer", name, "Invalid integer: " + value);
            }
        });
    }

    Optional<Boolean> bool(String name) {
        return text(name).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw StripeError.invalid(null, name, "Invalid boolean: " + value);
        });
    }

    Optional<String> oneOf(String name, Set<String> allowed) {
        Optional<String> value = text(name);
        value.filter(v -> !allowed.contains(v)).ifPresent(v -> {
            throw StripeError.invalid(null, name, "Invalid " + name + ": must be one of " + String.join(", ", allowed));
        });
        return value;
    }

    /** The nested object of that name, empty if absent. */
    Params object(String name) {
        return tree.get(name) instanceof ObjectNode nested ? new Params(nested) : new Params(Json.object());
    }

    /** The items of a list; a value that stands alone is a list of one. */
    List<String> list(String name) {
        var values = new ArrayList<String>();
        text(name).ifPresent(values::add);
        tree.path(name).elements().forEachRemaining(item -> values.add(item.asText()));
        return values;
    }
}
