package com.oraclelumira.api.http;

import java.util.Map;
import java.util.TreeMap;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.oraclelumira.api.testing.MongoResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("SEC-9")
class AnswerHeadersTest {
    private static final Map<String, String> EXPECTED = new TreeMap<>(
            Map.ofEntries(Map.entry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
                    Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
                    Map.entry("Cross-Origin-Resource-Policy", "same-origin"), Map.entry("Origin-Agent-Cluster", "?1"),
                    Map.entry("Referrer-Policy", "no-referrer"),
                    Map.entry("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
                    Map.entry("X-Content-Type-Options", "nosniff"), Map.entry("X-DNS-Prefetch-Control", "off"),
                    Map.entry("X-Download-Options", "noopen"), Map.entry("X-Frame-Options", "DENY"),
                    Map.entry("X-Permitted-Cross-Domain-Policies", "none"), Map.entry("X-XSS-Protection", "0"),
                    Map.entry("Vary", "Origin"), Map.entry("Cache-Control", "no-store")));

    @ParameterizedTest
    @Tag("SEC-7")
    @Tag("DNS-4")
    @CsvSource({"/api/provoke/fine, 200", "/api/provoke/fine-on-the-event-loop, 200", "/api/provoke/members, 401",
            "/nope, 404", "/api/nope, 404", "/api/provoke/too-often, 429", "/api/provoke/bug, 500",
            "/api/provoke/database-away, 503"})
    void every_status_carries_the_same_headers_once(String path, int status) {
        var response = given().get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertSecure(response);
    }

    @Test
    void so_does_a_body_that_is_too_large() {
        var response = given().contentType("text/plain").body(new byte[1024 * 1024 + 1]).post("/api/provoke/raw");

        assertThat(response.statusCode()).isEqualTo(413);
        assertSecure(response);
    }

    @Test
    void nothing_tells_what_the_server_is_made_of() {
        var names = given().get("/api/provoke/bug").headers().asList().stream().map(Header::getName).toList();

        assertThat(names).noneMatch(name -> name.equalsIgnoreCase("Server") || name.equalsIgnoreCase("X-Powered-By"));
    }

    @Test
    void a_resource_may_set_its_own_policy_and_caching() {
        var headers = given().get("/api/provoke/own-headers").headers();

        assertThat(headers.getValues("Content-Security-Policy")).containsExactly("default-src 'self'");
        assertThat(headers.getValues("Cache-Control")).containsExactly("public, max-age=60");
    }

    private static void assertSecure(Response response) {
        var actual = new TreeMap<String, String>();
        EXPECTED.keySet().forEach(name -> actual.put(name, String.join(" | ", response.headers().getValues(name))));
        assertThat(actual).isEqualTo(EXPECTED);
    }
}
