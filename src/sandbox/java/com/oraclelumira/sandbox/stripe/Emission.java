package com.oraclelumira.sandbox.stripe;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sends what the caller has written, signed: made-up events, old ones, and bodies that are no event at all. */
final class Emission {
    private final SandboxState state;
    private final Endpoints endpoints;
    private final Deliveries deliveries;

    Emission(SandboxState state, Endpoints endpoints, Deliveries deliveries) {
        this.state = state;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
    }

    /**
     * Sends these bytes unchanged to every enabled endpoint, whatever its types.
     * A body that looks like an event also appears in the list of events, once.
     *
     * @return {@code {"id": the event's or null, "sent_to": number of endpoints}}
     */
    ObjectNode emit(byte[] body) {
        return state.locked(() -> {
            List<String> receivers = state.shelf(Kind.ENDPOINT).all().stream().filter(Endpoints::enabled)
                    .map(endpoint -> endpoint.get("id").asText()).toList();
            String id = record(Json.tree(body), receivers);
            receivers.forEach(endpoint -> deliveries.send(id, endpoint, body));
            return Json.object().put("id", id.isEmpty() ? null : id).put("sent_to", receivers.size());
        });
    }

    private String record(JsonNode body, List<String> receivers) {
        String id = body.path("id").asText("");
        boolean event = body.isObject() && id.startsWith("evt_") && body.path("type").isTextual();
        if (event && state.shelf(Kind.EVENT).find(id).isEmpty()) {
            state.shelf(Kind.EVENT).put((ObjectNode) body);
            state.deliveryLog(id, new DeliveryLog(receivers, List.of(), false));
        }
        return event ? id : "";
    }
}
