package com.oraclelumira.api.reference;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Schemas in the short notation of the page; remembers which ones were named. */
final class Shapes {
    private final Description description;
    private final Set<String> named = new TreeSet<>();

    Shapes(Description description) {
        this.description = description;
    }

    /** The fields of what a call takes or gives, one level deep. */
    String whole(JsonNode schema) {
        var name = Description.reference(schema);
        return name.isEmpty() ? type(schema) : type(description.schema(name));
    }

    /** Empty for a plain string. */
    String type(JsonNode schema) {
        var name = Description.reference(schema);
        if (!name.isEmpty())
            return name(name);
        if (schema.has("allOf") || schema.has("anyOf") || schema.has("oneOf"))
            return Description.items(schema.findPath("$ref").isMissingNode() ? schema : choices(schema))
                    .map(this::type).filter(text -> !text.isEmpty()).findFirst().orElse("any");
        if (schema.has("enum"))
            return Description.items(schema.path("enum")).filter(one -> !one.isNull()).map(JsonNode::asText)
                    .collect(Collectors.joining(" or "));
        return switch (kind(schema)) {
            case "array" -> "[" + orString(type(schema.path("items"))) + "]";
            case "object" -> object(schema);
            case "string" -> schema.path("format").asText();
            case "integer" -> "int";
            case "" -> "any";
            case String other -> other;
        };
    }

    private static JsonNode choices(JsonNode schema) {
        return Stream.of("allOf", "anyOf", "oneOf").filter(schema::has).map(schema::path).findFirst().orElseThrow();
    }

    private static String kind(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray()
                ? Description.items(type).map(JsonNode::asText).filter(text -> !text.equals("null")).findFirst()
                        .orElse("")
                : type.asText();
    }

    private String name(String name) {
        var schema = description.schema(name);
        if (!schema.has("properties"))
            return type(schema);
        named.add(name);
        return name;
    }

    private String object(JsonNode schema) {
        if (!schema.has("properties"))
            return schema.has("additionalProperties") && schema.path("additionalProperties").isObject()
                    ? "{any name: " + orString(type(schema.path("additionalProperties"))) + "}"
                    : "{…}";
        var required = Description.items(schema.path("required")).map(JsonNode::asText).collect(Collectors.toSet());
        return schema.path("properties").properties().stream().map(field -> {
            var type = type(field.getValue());
            return field.getKey() + (required.contains(field.getKey()) ? "" : "?")
                    + (type.isEmpty() ? "" : ": " + type);
        }).collect(Collectors.joining(", ", "{", "}"));
    }

    private static String orString(String type) {
        return type.isEmpty() ? "string" : type;
    }

    /** Every shape that was named, and those that they name in turn. */
    Stream<String> used() {
        int before;
        do {
            before = named.size();
            Set.copyOf(named).forEach(name -> type(description.schema(name)));
        } while (named.size() > before);
        return named.stream().map(name -> "`%s`: `%s`".formatted(name, type(description.schema(name))));
    }
}
