package com.oraclelumira.api.deploy;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.sun.net.httpserver.HttpExchange;

import static java.nio.charset.StandardCharsets.UTF_8;

/** As much of our own API as a look from outside sees, with faults on demand. */
final class ServedApi {
    private record Answer(int status, String body) {}

    private final Map<String, Answer> answers = new HashMap<>(Map.of(
            "/api/products",
            new Answer(200, "{\"products\":[{\"id\":\"initie\",\"amountCents\":0,\"currency\":\"eur\"}]}"),
            "/api/payments/webhook", new Answer(400, "{\"code\":\"INVALID_SIGNATURE\"}"),
            "/api/users/profile", new Answer(401, "{\"code\":\"UNAUTHENTICATED\"}")));
    private final Map<String, String> headers = new HashMap<>(Map.of("X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; base-uri 'none'", "X-Frame-Options", "DENY"));
    private final Set<String> faulty = new HashSet<>();
    private String commit = "unknown";
    private String next = "unknown";
    private int looksUntilNext = -1;
    private boolean foreignPagesRead;

    void serve(String commit) {
        this.commit = commit;
    }

    /** So many looks at its health still show the commit before. */
    void servesAfter(int looks, String commit) {
        looksUntilNext = looks;
        next = commit;
    }

    String commit() {
        return commit;
    }

    /** Whatever is deployed as this commit says that it is another one. */
    void pretendsToBeAnother(String commit) {
        faulty.add(commit);
    }

    void says(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
    }

    /** @param value none for no such header */
    void header(String name, String value) {
        if (value.isEmpty())
            headers.remove(name);
        else
            headers.put(name, value);
    }

    void letsForeignPagesRead() {
        foreignPagesRead = true;
    }

    void answer(HttpExchange call) throws IOException {
        if (call.getRequestURI().getPath().equals("/health") && looksUntilNext-- == 0)
            commit = next;
        headers.forEach(call.getResponseHeaders()::set);
        var path = call.getRequestURI().getPath();
        var origin = call.getRequestHeaders().getFirst("Origin");
        if (origin != null && foreignPagesRead)
            call.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
        var health = "{\"status\":\"UP\",\"commit\":\"%s\"}".formatted(faulty.contains(commit) ? "another" : commit);
        if (origin != null && !foreignPagesRead)
            send(call, 403, "{}");
        else if (path.equals("/health"))
            send(call, answers.getOrDefault(path, new Answer(200, health)));
        else
            send(call, answers.getOrDefault(path, new Answer(404, "{}")));
    }

    private static void send(HttpExchange call, Answer answer) throws IOException {
        send(call, answer.status(), answer.body());
    }

    static void send(HttpExchange call, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        call.getRequestBody().readAllBytes();
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }
}
