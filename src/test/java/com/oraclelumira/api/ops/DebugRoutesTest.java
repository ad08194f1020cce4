package com.oraclelumira.api.ops;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.ShopResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-6")
class DebugRoutesTest {
    private static final Set<String> OF_THIS_REQUEST = Set.of("instance", "requestId", "timestamp");
    private static final Set<String> HEADERS_OF_THIS_REQUEST = Set.of("X-Request-Id", "content-length");

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    @Tag("defect-16")
    void without_its_switch_a_debug_route_is_an_unknown_path_header_by_header(String method) {
        for (var accept : List.of("*/*", "text/html", "application/json")) {
            var debug = ask(method, accept, "/demo");
            var unknown = ask(method, accept, "/nowhere");

            assertThat(debug.statusCode()).isEqualTo(404);
            assertThat(headers(debug)).isEqualTo(headers(unknown));
            if (!method.equals("HEAD")) {
                assertThat(problem(debug)).isEqualTo(problem(unknown)).containsEntry("code", "NOT_FOUND");
            }
        }
    }

    @Test
    void nothing_is_registered_without_the_switch() {
        var vertx = Vertx.vertx();
        try {
            var without = Router.router(vertx);
            new DebugRoutes(false, List.of("https://app.example")).register(without);
            var with = Router.router(vertx);
            new DebugRoutes(true, List.of("https://app.example")).register(with);

            assertThat(without.getRoutes()).isEmpty();
            assertThat(with.getRoutes()).hasSize(1);
        } finally {
            vertx.close();
        }
    }

    private static Response ask(String method, String accept, String path) {
        return given().redirects().follow(false).accept(accept).request(method, path);
    }

    private static Map<String, Object> problem(Response answer) {
        Map<String, Object> body = answer.path("$");
        body.keySet().removeAll(OF_THIS_REQUEST);
        return body;
    }

    private static Map<String, String> headers(Response answer) {
        var headers = new TreeMap<String, String>();
        for (Header header : answer.headers()) {
            if (!HEADERS_OF_THIS_REQUEST.contains(header.getName())) {
                headers.merge(header.getName(), header.getValue(), (one, two) -> one + " | " + two);
            }
        }
        return headers;
    }
}
