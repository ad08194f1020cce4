package com.oraclelumira.api.http;

import java.util.Arrays;
import java.util.List;

/** An answer as it came over the wire, nothing joined and nothing decoded. */
record RawAnswer(String statusLine, List<String> fields, String body) {
    static RawAnswer of(String text) {
        var parts = text.split("\r\n\r\n", 2);
        var head = Arrays.asList(parts[0].split("\r\n"));
        return new RawAnswer(head.getFirst(), head.subList(1, head.size()), parts.length > 1 ? parts[1] : "");
    }

    int status() {
        return statusLine.matches("HTTP/1\\.[01] \\d{3} .*") ? Integer.parseInt(statusLine.split(" ")[1]) : 0;
    }

    /** Every value that was sent under this name. */
    List<String> all(String name) {
        return fields.stream().filter(field -> field.toLowerCase().startsWith(name.toLowerCase() + ":"))
                .map(field -> field.substring(name.length() + 1).strip()).toList();
    }

    List<String> names() {
        return fields.stream().map(field -> field.split(":", 2)[0].toLowerCase()).toList();
    }
}
