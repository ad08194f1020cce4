package com.oraclelumira.api.isolation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static io.restassured.RestAssured.given;

/** What the application offers, as it says itself ({@code ApiDescriptionTest} holds that to the compiled classes). */
final class Operations {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    /** Pages of the framework, which its description of the application may leave out. */
    private static final List<String> PAGES = List.of("GET /health", "GET /health/live", "GET /health/ready",
            "GET /health/started");

    private static final List<String> OF_TESTS = List.of("/api/provoke", "/api/limited", "/api/held");

    private Operations() {}

    /** Such as {@code GET /api/orders/{handle}}; without those that only the tests have. */
    static Set<String> offered() {
        var found = new TreeSet<>(PAGES);
        given().accept("application/json").get("/openapi").jsonPath().<String, Map<String, ?>>getMap("paths").forEach(
                (path, methods) -> methods.keySet().stream().filter(METHODS::contains)
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path)
                        .filter(operation -> OF_TESTS.stream().noneMatch(operation::contains))
                        .forEach(found::add));
        return found;
    }
}
