package com.oraclelumira.sandbox.stripe;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes events and hands them to the delivery. The object in an event is as it was at that moment. */
final class Events {
    static final String API_VERSION = "2026-07-29.dahlia";
    private final SandboxState state;
    private final Endpoints endpoints;
    private final Deliveries deliveries;

    Events(SandboxState state, Endpoints endpoints, Deliveries deliveries) {
        this.state = state;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
    }

    void emit(String type, ObjectNode object) {
        emit(type, object, null);
    }

    /** @param before the object before the change, from which {@code previous_attributes} are taken; may be null */
    void emit(String type, ObjectNode object, ObjectNode before) {
        if (deliveries.knobs().suppresses(type)) {
            return;
        }
        ObjectNode event = Json.object().put("id", Ids.next("evt_")).put("object", "event")
                .put("api_version", API_VERSION).put("created", state.now());
        ObjectNode data = event.putObject("data");
        data.set("object", object);
        if (before != null) {
            data.set("previous_attributes", previous(before, object));
        }
        event.put("livemode", false).put("pending_webhooks", 0);
        event.set("request", cause());
        event.put("type", type);
        publish(event);
    }

    /** Records the event and sends it to every endpoint that wants its type. */
    void publish(ObjectNode event) {
        String type = event.path("type").asText();
        List<ObjectNode> receivers = endpoints.wanting(type);
        event.put("pending_webhooks", receivers.size());
        state.shelf(Kind.EVENT).put(event);
        boolean dropped = deliveries.knobs().drops(type);
        state.deliveryLog(event.get("id").asText(), new DeliveryLog(
                receivers.stream().map(endpoint -> endpoint.get("id").asText()).toList(), List.of(), dropped));
        if (!dropped) {
            receivers.forEach(endpoint -> send(event, endpoint));
        }
    }

    /** Sends a recorded event once more to every endpoint that wants it, as the Dashboard's "Resend" does. */
    ObjectNode resend(String id) {
        ObjectNode event = state.get(Kind.EVENT, id);
        endpoints.wanting(event.path("type").asText()).forEach(endpoint -> send(event, endpoint));
        return event;
    }

    /** After a restart: what was not delivered yet is sent again. */
    void resume() {
        state.deliveryLogs().forEach((id, log) -> {
            if (!log.dropped()) {
                state.shelf(Kind.EVENT).find(id).ifPresent(event -> log.awaiting()
                        .forEach(to -> state.shelf(Kind.ENDPOINT).find(to).ifPresent(e -> send(event, e))));
            }
        });
    }

    private void send(ObjectNode event, ObjectNode endpoint) {
        String version = endpoint.path("api_version").textValue();
        ObjectNode sent = version == null ? event : event.deepCopy().put("api_version", version);
        deliveries.send(event.get("id").asText(), endpoint.get("id").asText(), Json.bytes(sent));
    }

    private static ObjectNode previous(ObjectNode before, ObjectNode after) {
        ObjectNode previous = Json.object();
        before.properties().forEach(field -> {
            if (!field.getValue().equals(after.get(field.getKey()))) {
                previous.set(field.getKey(), field.getValue());
            }
        });
        return previous;
    }

    private static ObjectNode cause() {
        ObjectNode cause = Json.object();
        Call call = Call.CURRENT.isBound() ? Call.CURRENT.get() : null;
        return cause.put("id", call == null ? null : call.requestId()).put("idempotency_key",
                call == null ? null : call.idempotencyKey());
    }
}
