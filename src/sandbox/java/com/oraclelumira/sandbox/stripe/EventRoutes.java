package com.oraclelumira.sandbox.stripe;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code /v1/events}: 30 days of them. */
final class EventRoutes {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST_TYPES = 20;
    private final SandboxState state;

    EventRoutes(SandboxState state) {
        this.state = state;
    }

    void addTo(Router router, Pages pages) {
        router.on("GET " + Kind.EVENT.path, Pages.PARAMS + " type types delivery_success",
                (id, params) -> list(params, pages));
        router.on("GET " + Kind.EVENT.path + "/*", "", (id, params) -> current(state.get(Kind.EVENT, id)));
    }

    private ObjectNode list(Params params, Pages pages) {
        ObjectNode list = pages.list(Kind.EVENT, params, filter(params));
        ArrayNode current = Json.array();
        list.get("data").forEach(event -> current.add(current((ObjectNode) event)));
        list.set("data", current);
        return list;
    }

    private Predicate<ObjectNode> filter(Params params) {
        List<String> types = params.list("types");
        if (types.size() > MOST_TYPES) {
            throw StripeError.invalid(null, "types", "You may only specify up to 20 types.");
        }
        if (!types.isEmpty() && params.has("type")) {
            throw StripeError.invalid(null, "type", "You may only specify one of these parameters: type, types.");
        }
        long oldest = state.now() - KEPT.toSeconds();
        Predicate<ObjectNode> wanted = event -> event.path("created").asLong() >= oldest
                && (types.isEmpty() || types.contains(event.path("type").asText()));
        return wanted.and(Pages.same(params, "type")).and(delivered(params));
    }

    private Predicate<ObjectNode> delivered(Params params) {
        return params.bool("delivery_success")
                .<Predicate<ObjectNode>>map(wanted -> event -> (awaited(event) == 0) == wanted).orElse(event -> true);
    }

    private int awaited(ObjectNode event) {
        DeliveryLog log = state.deliveryLog(event.path("id").asText());
        return log == null ? 0 : log.awaiting().size();
    }

    /** The event with the number of endpoints that have not taken it yet. */
    private ObjectNode current(ObjectNode event) {
        ObjectNode current = Json.object();
        current.setAll(event);
        return current.put("pending_webhooks", awaited(event));
    }
}
