package com.oraclelumira.sandbox.demo;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;

/** A request: query and form fields together as {@code fields}, and who made it. */
record Visit(String method, String path, Map<String, String> fields, String address) {

    static Visit of(HttpExchange exchange) throws IOException {
        var fields = new HashMap<String, String>();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        read(fields, exchange.getRequestURI().getRawQuery());
        read(fields, body);
        return new Visit(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), fields,
                exchange.getRemoteAddress().getAddress().getHostAddress());
    }

    private static void read(Map<String, String> fields, String encoded) {
        for (String pair : encoded == null || encoded.isEmpty() ? new String[0] : encoded.split("&")) {
            var parts = pair.split("=", 2);
            fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Empty when it was not sent. */
    public String field(String name) {
        return fields.getOrDefault(name, "").strip();
    }

    int number(String name, int otherwise) {
        return field(name).matches("\\d{1,6}") ? Integer.parseInt(field(name)) : otherwise;
    }

    /** Counted from 0: of {@code /demo/pay/pi_1} segment 2 is {@code pi_1}. */
    String segment(int n) {
        return segments().get(n);
    }

    List<String> segments() {
        return List.of(path.substring(1).split("/"));
    }
}
