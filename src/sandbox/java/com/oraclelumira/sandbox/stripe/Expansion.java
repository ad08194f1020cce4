package com.oraclelumira.sandbox.stripe;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code expand[]=latest_charge.refunds}: replaces ids in an answer by the objects they name. */
final class Expansion {
    private static final List<String> LINKS = List.of("latest_charge", "charge", "payment_intent");
    private final SandboxState state;

    Expansion(SandboxState state) {
        this.state = state;
    }

    /** @throws StripeError 400 for a field that cannot be expanded */
    ObjectNode expand(ObjectNode answer, List<String> paths) {
        if (paths.isEmpty()) {
            return answer;
        }
        ObjectNode expanded = answer.deepCopy();
        paths.forEach(path -> expand(expanded, path.split("\\."), 0));
        return expanded;
    }

    private void expand(ObjectNode object, String[] path, int depth) {
        if (depth == path.length) {
            return;
        }
        String field = path[depth];
        if (field.equals("data") && object.path("data").isArray()) {
            object.get("data").forEach(item -> expand((ObjectNode) item, path, depth + 1));
            return;
        }
        if (field.equals("refunds") && object.path("object").asText().equals("charge")) {
            object.set("refunds", refunds(object.path("id").asText()));
        } else if (LINKS.contains(field) && object.has(field)) {
            resolve(object, field);
        } else {
            throw StripeError.invalid(null, "expand", "This property cannot be expanded (" + field + ").");
        }
        if (object.get(field) instanceof ObjectNode linked) {
            expand(linked, path, depth + 1);
        }
    }

    private void resolve(ObjectNode object, String field) {
        JsonNode id = object.get(field);
        if (id.isTextual()) {
            Kind.ofId(id.textValue()).flatMap(kind -> state.shelf(kind).find(id.textValue()))
                    .ifPresent(linked -> object.set(field, linked.deepCopy()));
        }
    }

    private ObjectNode refunds(String charge) {
        List<ObjectNode> refunds = state.shelf(Kind.REFUND).newestFirst().stream()
                .filter(refund -> refund.path("charge").asText().equals(charge)).toList();
        return Pages.answer("/v1/charges/" + charge + "/refunds", refunds, false);
    }
}
