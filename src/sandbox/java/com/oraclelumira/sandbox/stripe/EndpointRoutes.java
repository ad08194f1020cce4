package com.oraclelumira.sandbox.stripe;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code /v1/webhook_endpoints}. */
final class EndpointRoutes {
    private final SandboxState state;
    private final Endpoints endpoints;

    EndpointRoutes(SandboxState state, Endpoints endpoints) {
        this.state = state;
        this.endpoints = endpoints;
    }

    void addTo(Router router, Pages pages) {
        String path = Kind.ENDPOINT.path;
        router.on("POST " + path, "url enabled_events api_version description connect metadata",
                (id, params) -> create(params));
        router.on("GET " + path, Pages.PARAMS, (id, params) -> list(params, pages));
        router.on("GET " + path + "/*", "", (id, params) -> Endpoints.view(state.get(Kind.ENDPOINT, id)));
        router.on("POST " + path + "/*", "url enabled_events description disabled metadata", this::update);
        router.on("DELETE " + path + "/*", "", (id, params) -> delete(id));
    }

    /** The only answer that holds the secret. */
    private ObjectNode create(Params params) {
        List<String> events = params.list("enabled_events");
        if (events.isEmpty()) {
            throw StripeError.invalid("parameter_missing", "enabled_events", "Missing required param: enabled_events.");
        }
        ObjectNode endpoint = endpoints.endpoint(checkedUrl(params.requiredText("url")), events);
        endpoint.put("api_version", params.text("api_version").orElse(null));
        endpoint.put("description", params.text("description").orElse(null));
        Metadata.merge(endpoint, params);
        state.shelf(Kind.ENDPOINT).put(endpoint);
        return Endpoints.view(endpoint).put("secret", endpoints.secrets(endpoint).getFirst());
    }

    private ObjectNode list(Params params, Pages pages) {
        ObjectNode list = pages.list(Kind.ENDPOINT, params, endpoint -> true);
        ArrayNode shown = Json.array();
        list.get("data").forEach(endpoint -> shown.add(Endpoints.view((ObjectNode) endpoint)));
        list.set("data", shown);
        return list;
    }

    private ObjectNode update(String id, Params params) {
        state.get(Kind.ENDPOINT, id);
        return Endpoints.view(state.shelf(Kind.ENDPOINT).change(id, endpoint -> {
            params.text("url").ifPresent(url -> endpoint.put("url", checkedUrl(url)));
            params.bool("disabled").ifPresent(off -> endpoint.put("status", off ? "disabled" : "enabled"));
            if (params.has("description")) {
                endpoint.put("description", params.text("description").orElse(null));
            }
            if (params.has("enabled_events")) {
                ArrayNode events = endpoint.putArray("enabled_events");
                params.list("enabled_events").forEach(events::add);
            }
            Metadata.merge(endpoint, params);
        }));
    }

    private ObjectNode delete(String id) {
        state.get(Kind.ENDPOINT, id);
        state.shelf(Kind.ENDPOINT).remove(id);
        return Json.object().put("id", id).put("object", Kind.ENDPOINT.object).put("deleted", true);
    }

    private static String checkedUrl(String url) {
        if (!url.matches("https?://\\S+")) {
            throw StripeError.invalid("url_invalid", "url", "Invalid URL: " + url);
        }
        return url;
    }
}
