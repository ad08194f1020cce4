package com.oraclelumira.sandbox.stripe;

import java.io.IOException;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

/** {@code /_sandbox}: JSON in, JSON out, no key. A page served from this machine may call it from a browser. */
final class Control {
    private static final Pattern LOCAL = Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:\\d+)?");
    private final SandboxState state;
    private final Router router;
    private final Emission emission;

    Control(SandboxState state, Router router, Emission emission) {
        this.state = state;
        this.router = router;
        this.emission = emission;
    }

    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            cors(exchange);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                SandboxServer.write(exchange, answer(exchange, body));
            }
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        try {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/_sandbox/emit")) {
                return Answer.json(200, emission.emit(body));
            }
            ObjectNode params = params(exchange, body);
            var call = new Call(exchange.getRequestMethod(), path, params, null, null);
            return Answer.json(200, state.locked(() -> router.route(call)));
        } catch (StripeError refusal) {
            return refusal.answer();
        } catch (IllegalArgumentException e) {
            return StripeError.invalid(null, null, e.getMessage()).answer();
        } catch (RuntimeException e) {
            return SandboxServer.failure(e).answer();
        }
    }

    private static ObjectNode params(HttpExchange exchange, byte[] body) {
        String query = exchange.getRequestURI().getRawQuery();
        ObjectNode params = FormBody.parse(query == null ? "" : query);
        if (body.length > 0) {
            JsonNode json = Json.tree(body);
            if (!json.isObject()) {
                throw StripeError.invalid(null, null, "The body must be a JSON object.");
            }
            params.setAll((ObjectNode) json);
        }
        return params;
    }

    private static void cors(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin != null && LOCAL.matcher(origin).matches()) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Access-Control-Allow-Origin", origin);
            headers.set("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
            headers.set("Access-Control-Allow-Headers", "content-type");
            headers.set("Vary", "Origin");
        }
    }
}
