package com.oraclelumira.sandbox.stripe;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code /_sandbox/delivery}, {@code faults}, {@code events}, {@code endpoints} and {@code idle}. */
final class ControlRoutes {
    private final SandboxState state;
    private final Endpoints endpoints;
    private final Events events;
    private final Deliveries deliveries;

    ControlRoutes(SandboxState state, Endpoints endpoints, Events events, Deliveries deliveries) {
        this.state = state;
        this.endpoints = endpoints;
        this.events = events;
        this.deliveries = deliveries;
    }

    void addTo(Router router, Faults faults) {
        router.on("GET /_sandbox/delivery", "", (id, params) -> deliveries.knobs().tree());
        router.on("PUT /_sandbox/delivery", "**", (id, params) -> knobs(params));
        router.on("GET /_sandbox/faults", "", (id, params) -> list(faults));
        router.on("POST /_sandbox/faults", "type method path times delay_ms", (id, params) -> {
            faults.add(Fault.of(params));
            return list(faults);
        });
        router.on("DELETE /_sandbox/faults", "", (id, params) -> {
            faults.clear();
            return list(faults);
        });
        router.on("GET /_sandbox/events", "type limit", (id, params) -> events(params));
        router.on("GET /_sandbox/events/*", "", (id, params) -> withLog(state.get(Kind.EVENT, id)));
        router.on("POST /_sandbox/events/*/resend", "", (id, params) -> events.resend(id));
        router.on("POST /_sandbox/endpoints", "url secret", (id, params) -> Json.object().put("id",
                endpoints.add(params.requiredText("url"), params.requiredText("secret"))));
        router.on("POST /_sandbox/endpoints/*/roll", "secret", this::roll);
        router.on("GET /_sandbox/idle", "", (id, params) -> idle());
    }

    private ObjectNode knobs(Params params) {
        DeliveryKnobs changed = deliveries.knobs().patched(params.tree());
        deliveries.knobs(changed);
        return changed.tree();
    }

    private static ObjectNode list(Faults faults) {
        ObjectNode list = Json.object();
        list.putArray("waiting").addAll(faults.waiting().stream().map(Fault::tree).toList());
        return list;
    }

    /** Newest first, each with its {@code delivery}. */
    private ObjectNode events(Params params) {
        List<ObjectNode> found = state.shelf(Kind.EVENT).newestFirst().stream().filter(Pages.same(params, "type"))
                .limit(params.integer("limit").orElse(100L)).map(this::withLog).toList();
        return Pages.answer("/_sandbox/events", found, false);
    }

    private ObjectNode withLog(ObjectNode event) {
        ObjectNode shown = event.deepCopy();
        shown.set("delivery", Json.MAPPER.valueToTree(state.deliveryLog(event.path("id").asText())));
        return shown;
    }

    private ObjectNode roll(String id, Params params) {
        endpoints.roll(id, params.requiredText("secret"));
        return Endpoints.view(state.get(Kind.ENDPOINT, id));
    }

    private ObjectNode idle() {
        int count = deliveries.outstanding().count();
        return Json.object().put("idle", count == 0).put("outstanding", count);
    }
}
