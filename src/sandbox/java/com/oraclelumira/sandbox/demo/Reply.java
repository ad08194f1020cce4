package com.oraclelumira.sandbox.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;

/** An answer of the site. */
record Reply(int status, Map<String, String> headers, String body) {
    private static final String TYPE = "Content-Type";
    private static final String POLICY = "Content-Security-Policy";

    /** A page of ours: it needs its own style sheet and nothing else. */
    static Reply html(String body) {
        return new Reply(200, Map.of(TYPE, "text/html; charset=utf-8", POLICY,
                "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'"), body);
    }

    /** A mail's page: never trusted, whatever it holds. */
    static Reply mail(String body) {
        return new Reply(200, Map.of(TYPE, "text/html; charset=utf-8", POLICY,
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups "
                        + "allow-popups-to-escape-sandbox"),
                body);
    }

    static Reply asset(String type, String body) {
        return new Reply(200, Map.of(TYPE, type + "; charset=utf-8"), body);
    }

    static Reply seeOther(String location) {
        return new Reply(303, Map.of("Location", location), "");
    }

    /** The same page under another policy. */
    Reply policy(String other) {
        return new Reply(status, Map.of(TYPE, headers.get(TYPE), POLICY, other), body);
    }

    Reply status(int other) {
        return new Reply(other, headers, body);
    }

    void writeTo(HttpExchange exchange) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        boolean empty = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
        if (!empty) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
