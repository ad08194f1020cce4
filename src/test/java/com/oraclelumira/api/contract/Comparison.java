package com.oraclelumira.api.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;

import com.oraclelumira.api.contract.Difference.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * v1's answer and ours, field for field: status, body, and the headers that a browser acts on. v1's {@code ratelimit-*}
 * are left out: no frontend reads them, and across origins none could.
 */
final class Comparison {
    private final List<Difference> differences = new ArrayList<>();

    private Comparison() {}

    static Comparison of(Recording recording, Response answer) {
        return of(normal(recording.response()), tree(answer));
    }

    /** Of any two trees. */
    static Comparison of(JsonNode recorded, JsonNode ours) {
        var comparison = new Comparison();
        comparison.walk("", recorded, ours);
        return comparison;
    }

    List<Difference> differences() {
        return differences;
    }

    void isTheSame() {
        differsOnlyBy(Allowances.NONE);
    }

    /** Every difference is allowed, and every allowed difference occurs: the list says what is, not what may be. */
    void differsOnlyBy(Allowances allowed) {
        var unexpected = differences.stream()
                .filter(difference -> allowed.list().stream().noneMatch(allowance -> allowance.allows(difference)))
                .map(difference -> "not on the list: " + difference);
        var obsolete = allowed.list().stream()
                .filter(allowance -> differences.stream().noneMatch(allowance::allows))
                .map(allowance -> "on the list and not found: " + allowance);
        assertThat(Stream.concat(unexpected, obsolete)).as("differences from v1").isEmpty();
    }

    private void walk(String path, JsonNode recorded, JsonNode ours) {
        if (!sameType(recorded, ours)) {
            differences.add(new Difference(path, Kind.OTHER_TYPE, recorded, ours));
        } else if (recorded.isObject()) {
            walkFields(path.isEmpty() ? "" : path + ".", recorded, ours);
        } else if (recorded.isArray()) {
            for (int i = 0; i < Math.max(recorded.size(), ours.size()); i++)
                walkEither(path + "[" + i + "]", recorded.path(i), ours.path(i));
        } else if (!sameValue(recorded, ours)) {
            differences.add(new Difference(path, Kind.OTHER_VALUE, recorded, ours));
        }
    }

    private void walkFields(String prefix, JsonNode recorded, JsonNode ours) {
        recorded.fieldNames().forEachRemaining(
                name -> walkEither(prefix + name, recorded.path(name), ours.path(name)));
        ours.fieldNames().forEachRemaining(name -> {
            if (!recorded.has(name))
                walkEither(prefix + name, recorded.path(name), ours.path(name));
        });
    }

    private void walkEither(String path, JsonNode recorded, JsonNode ours) {
        if (ours.isMissingNode())
            differences.add(new Difference(path, Kind.MISSING, recorded, ours));
        else if (recorded.isMissingNode())
            differences.add(new Difference(path, Kind.EXTRA, recorded, ours));
        else
            walk(path, recorded, ours);
    }

    private static boolean sameType(JsonNode recorded, JsonNode ours) {
        return recorded.getNodeType() == ours.getNodeType() && recorded.isIntegralNumber() == ours.isIntegralNumber();
    }

    private static boolean sameValue(JsonNode recorded, JsonNode ours) {
        return recorded.asText().equals(ours.asText())
                || recorded.isTextual() && FreeValue.sameForm(recorded.asText(), ours.asText());
    }

    private static ObjectNode normal(JsonNode recorded) {
        var headers = JsonNodeFactory.instance.objectNode();
        recorded.path("headers").properties()
                .forEach(header -> addHeader(headers, header.getKey(), header.getValue().asText()));
        return recorded.<ObjectNode>deepCopy().set("headers", headers);
    }

    private static ObjectNode tree(Response answer) {
        var tree = JsonNodeFactory.instance.objectNode().put("status", answer.statusCode());
        var headers = tree.putObject("headers");
        answer.headers().forEach(header -> addHeader(headers, header.getName(), header.getValue()));
        return tree.set("body", body(answer.asString()));
    }

    private static JsonNode body(String text) {
        try {
            return text.isEmpty() ? JsonNodeFactory.instance.textNode("") : Recording.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private static void addHeader(ObjectNode headers, String name, String value) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("content-type"))
            headers.put(lower, value.toLowerCase(Locale.ROOT).replace(" ", ""));
        else if (lower.equals("vary") || lower.startsWith("access-control-"))
            headers.put(lower, value);
    }
}
