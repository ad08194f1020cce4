package com.oraclelumira.sandbox.demo;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What was answered over HTTP: a JSON object, or an empty one and the {@code text} as it came. Status 0: no answer. */
/* methods that a template calls are public: Qute finds no others */
record Answer(int status, Map<String, Object> body, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(int status, String text) {
        try {
            return new Answer(status, JSON.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {
            }), text);
        } catch (JsonProcessingException e) {
            return new Answer(status, Map.of(), text);
        }
    }

    static Answer none(String reason) {
        return new Answer(0, Map.of(), reason);
    }

    public boolean ok() {
        return status == 200;
    }

    /** The sentence that the frontends show to the customer. */
    public String sentence() {
        var shown = body.getOrDefault("message", body.get("error"));
        if (shown != null) {
            return shown.toString();
        }
        return status == 0 ? "L'API ne répond pas : " + text : "Réponse " + status;
    }

    public String member(String name) {
        return String.valueOf(body.getOrDefault(name, ""));
    }

    /** An object inside the body, empty if there is none. */
    public Answer inner(String name) {
        return body.get(name) instanceof Map<?, ?> map
                ? new Answer(status, JSON.convertValue(map,
                        new TypeReference<>() {
                        }), text)
                : new Answer(status, Map.of(), text);
    }

    public String pretty() {
        try {
            return body.isEmpty() ? text : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
