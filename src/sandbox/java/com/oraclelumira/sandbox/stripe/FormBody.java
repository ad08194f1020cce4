package com.oraclelumira.sandbox.stripe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Form encoding with brackets: {@code metadata[orderId]=7&expand[]=a&types[0]=b} to a tree whose leaves are texts. */
final class FormBody {
    private static final Pattern BRACKET = Pattern.compile("[\\[\\]]+");
    private static final Pattern INDEX = Pattern.compile("\\d{1,4}");

    private FormBody() {}

    /** @throws StripeError 400 for a percent sign without its digits, or a name that is both a value and a container */
    static ObjectNode parse(String encoded) {
        var root = new LinkedHashMap<String, Object>();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                put(root, segments(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return (ObjectNode) node(root, true);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StripeError.invalid(null, null, "Invalid request: the body is not form-encoded");
        }
    }

    private static List<String> segments(String name) {
        int bracket = name.indexOf('[');
        if (bracket <= 0 || !name.endsWith("]")) {
            return List.of(name);
        }
        var segments = new ArrayList<String>();
        segments.add(name.substring(0, bracket));
        String rest = name.substring(bracket + 1, name.length() - 1);
        segments.addAll(List.of(BRACKET.split(rest, -1)));
        return segments;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> root, List<String> segments, String value) {
        Map<String, Object> place = root;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            Object next = place.computeIfAbsent(key(place, segment), k -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map)) {
                throw StripeError.invalid(null, segments.getFirst(), "Invalid object");
            }
            place = (Map<String, Object>) next;
        }
        place.put(key(place, segments.getLast()), value);
    }

    private static String key(Map<String, Object> place, String segment) {
        return segment.isEmpty() ? String.valueOf(place.size()) : segment;
    }

    private static JsonNode node(Object value, boolean root) {
        if (!(value instanceof Map<?, ?> map)) {
            return TextNode.valueOf((String) value);
        }
        if (!root && map.keySet().stream().allMatch(key -> INDEX.matcher((String) key).matches())) {
            ArrayNode array = Json.array();
            map.values().forEach(item -> array.add(node(item, false)));
            return array;
        }
        ObjectNode object = Json.object();
        map.forEach((key, item) -> object.set((String) key, node(item, false)));
        return object;
    }
}
