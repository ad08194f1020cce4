package com.oraclelumira.api.preflight.golive;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Members of documents that somebody hands in; {@link IllegalArgumentException} with the name of what is not there. */
final class Json {
    private Json() {}

    static String text(JsonNode node, String name) {
        var text = node.path(name);
        if (!text.isTextual())
            throw new IllegalArgumentException("\"" + name + "\" is not there");
        return text.asText();
    }

    static Instant moment(JsonNode node, String name) {
        try {
            return Instant.parse(text(node, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + name + "\" is no moment", e);
        }
    }

    static JsonNode array(JsonNode node, String name) {
        var array = node.path(name);
        if (!array.isArray())
            throw new IllegalArgumentException("\"" + name + "\" is not there");
        return array;
    }

    static List<String> texts(JsonNode node, String name) {
        var texts = new ArrayList<String>();
        array(node, name).forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
