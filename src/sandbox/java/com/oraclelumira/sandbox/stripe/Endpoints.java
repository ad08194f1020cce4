package com.oraclelumira.sandbox.stripe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where events are sent. The secrets stand in the stored node under a name that no answer shows;
 * only the answer to the creation holds the new secret.
 */
final class Endpoints {
    private static final String SECRETS = "_secrets";
    private static final long ROLLED_SECRET_LIVES = Duration.ofHours(24).toSeconds();
    private final SandboxState state;

    Endpoints(SandboxState state) {
        this.state = state;
    }

    /** Adds an endpoint for all events; one with this URL already (from a saved state) gets this secret instead. */
    String add(String url, String secret) {
        return state.locked(() -> {
            Optional<ObjectNode> known = shelf().all().stream().filter(e -> url.equals(e.path("url").textValue()))
                    .findFirst();
            String id = known.orElseGet(() -> shelf().put(endpoint(url, List.of("*")))).get("id").textValue();
            shelf().change(id, e -> e.put("status", "enabled").putArray(SECRETS).add(secret(secret, 0)));
            return id;
        });
    }

    ObjectNode endpoint(String url, List<String> events) {
        ObjectNode endpoint = state.fresh(Kind.ENDPOINT);
        endpoint.put("url", url).put("status", "enabled").putNull("api_version").putNull("application")
                .putNull("description");
        ArrayNode enabled = endpoint.putArray("enabled_events");
        events.forEach(enabled::add);
        endpoint.putObject("metadata");
        endpoint.putArray(SECRETS).add(secret("whsec_" + Ids.letters(32), 0));
        return endpoint;
    }

    /** Signs with the new secret from now on, and with the old ones for 24 hours more. */
    void roll(String id, String secret) {
        state.locked(() -> {
            state.get(Kind.ENDPOINT, id);
            return shelf().change(id, endpoint -> {
                ArrayNode rolled = Json.array().add(secret(secret, 0));
                long end = state.now() + ROLLED_SECRET_LIVES;
                endpoint.path(SECRETS).forEach(old -> rolled
                        .add(old.path("until").asLong() == 0 ? secret(old.path("secret").textValue(), end) : old));
                endpoint.set(SECRETS, rolled);
            });
        });
    }

    private static ObjectNode secret(String secret, long until) {
        return Json.object().put("secret", secret).put("until", until);
    }

    void remove(String id) {
        state.run(() -> shelf().remove(id));
    }

    /** The enabled endpoints that want this type of event. */
    List<ObjectNode> wanting(String type) {
        return shelf().all().stream().filter(Endpoints::enabled).filter(endpoint -> wants(endpoint, type)).toList();
    }

    static boolean enabled(ObjectNode endpoint) {
        return "enabled".equals(endpoint.path("status").textValue());
    }

    private static boolean wants(ObjectNode endpoint, String type) {
        for (var wanted : endpoint.path("enabled_events")) {
            if (wanted.textValue().equals("*") || wanted.textValue().equals(type)) {
                return true;
            }
        }
        return false;
    }

    /** The secrets that sign for this endpoint at this moment, newest first. */
    List<String> secrets(ObjectNode endpoint) {
        var secrets = new ArrayList<String>();
        endpoint.path(SECRETS).forEach(secret -> {
            long until = secret.path("until").asLong();
            if (until == 0 || until > state.now()) {
                secrets.add(secret.path("secret").textValue());
            }
        });
        return secrets;
    }

    /** As Stripe shows it: without secrets. */
    static ObjectNode view(ObjectNode endpoint) {
        return endpoint.deepCopy().without(SECRETS);
    }

    private Shelf shelf() {
        return state.shelf(Kind.ENDPOINT);
    }
}
