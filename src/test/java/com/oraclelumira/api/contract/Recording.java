package com.oraclelumira.api.contract;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.specification.RequestSpecification;

/**
 * One exchange with v1, the system before this one, as its running server was recorded. Only tokens were replaced, by
 * {@code <jwt>}.
 */
record Recording(JsonNode request, JsonNode response) {
    static final ObjectMapper JSON = new ObjectMapper();

    static Recording of(String name) {
        var exchange = read(name);
        return new Recording(exchange.get("request"), exchange.get("response"));
    }

    static JsonNode read(String name) {
        try (var file = Recording.class.getResourceAsStream("/recordings/" + name + ".json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same exchange with ours in the place of the recorded address, PaymentIntent or token; it must be there. */
    Recording with(String recorded, String ours) {
        var replaced = new Recording(replace(request, recorded, ours), replace(response, recorded, ours));
        if (replaced.equals(this))
            throw new IllegalArgumentException(recorded + " is not in this recording");
        return replaced;
    }

    /** The body of a request whose bytes were not recorded. */
    Recording sending(String raw) {
        return new Recording(request.<ObjectNode>deepCopy().put("body", raw), response);
    }

    /** Sends the recorded request to the application under test. */
    Comparison replay(RequestSpecification client) {
        request.path("headers").properties()
                .forEach(header -> client.header(header.getKey(), header.getValue().textValue()));
        if (request.has("body"))
            client.body(request.get("body").isTextual()
                    ? request.get("body").textValue()
                    : request.get("body").toString());
        // recorded as it went over the wire: its escapes are not to be escaped again
        return Comparison.of(this,
                client.urlEncodingEnabled(false).request(request.get("method").textValue(), path()));
    }

    String path() {
        return request.get("path").textValue();
    }

    private static JsonNode replace(JsonNode tree, String recorded, String ours) {
        try {
            return JSON.readTree(tree.toString().replace(recorded, ours));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
