package com.oraclelumira.api.reference;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static io.restassured.RestAssured.given;

/** The OpenAPI document as a client of the running application reads it. */
record Description(JsonNode document) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** One call that the document knows. */
    record Call(String method, String path, JsonNode operation) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        boolean needsToken() {
            return operation.path("security").size() == 1;
        }

        String description() {
            return operation.path("description").asText();
        }

        /** What stands after {@code - Who: }, for example. */
        String line(String name) {
            return description().lines().filter(line -> line.startsWith("- " + name + ": "))
                    .map(line -> line.substring(name.length() + 4)).findFirst().orElse("");
        }
    }

    static Description read() {
        try {
            return new Description(
                    new ObjectMapper().readTree(given().accept("application/json").get("/openapi").asString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the product: the resources of other tests are in the application as well. */
    List<Call> calls() {
        var ofTests = Routes.ofTests();
        return all().filter(call -> !ofTests.contains(call.toString())).toList();
    }

    Stream<Call> all() {
        return document.path("paths").properties().stream().flatMap(path -> path.getValue().properties().stream()
                .filter(entry -> METHODS.contains(entry.getKey())).map(entry -> call(path.getKey(), entry)));
    }

    private static Call call(String path, Map.Entry<String, JsonNode> entry) {
        return new Call(entry.getKey().toUpperCase(Locale.ROOT), path, entry.getValue());
    }

    JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }

    /** The name of the schema that this node refers to, else empty. */
    static String reference(JsonNode node) {
        var reference = node.path("$ref").asText();
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
