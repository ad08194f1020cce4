package com.oraclelumira.api.http;

import java.net.URI;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.MongoResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What the service says about itself: the API reference for people and machines, and the metrics on their own port. */
@QuarkusTest
@QuarkusTestResource(MongoResource.class)
class ReferenceTest {
    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    @Tag("DOC-2")
    void the_api_describes_itself() {
        var document = given().accept("application/json").get("/openapi");

        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.path("info.title").toString()).isEqualTo("Oracle Lumira API");
        assertThat(document.path("info.version").toString()).matches("\\d+\\.\\d+\\.\\d+");
    }

    @ParameterizedTest
    @Tag("DOC-2")
    @ValueSource(strings = {"/", "/docs"})
    void who_comes_by_is_led_to_the_reference(String path) {
        var response = given().redirects().follow(false).get(path);

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.header("Location")).isEqualTo("/docs/");
    }

    @ParameterizedTest
    @Tag("DOC-2")
    @Tag("SEC-9")
    @ValueSource(strings = {"/docs/", "/docs/reference.js", "/docs/ui/swagger-ui-bundle.js", "/docs/ui/swagger-ui.css"})
    void the_reference_loads_under_a_policy_that_forbids_inline_scripts(String path) {
        var response = given().get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        if (path.equals("/docs/")) {
            assertThat(response.asString()).doesNotContainPattern("<script(?![^>]*src=)").doesNotContain("style=",
                    "onload=");
        }
    }

    @Test
    @Tag("MON-6")
    void metrics_are_on_a_port_that_the_proxy_does_not_reach() {
        given().get("/nope");

        assertThat(given().get("/metrics").statusCode()).isEqualTo(404);
        assertThat(given().get(metrics).asString()).contains("lumira_problems_total{code=\"NOT_FOUND\"}",
                "http_server_requests_seconds",
                "jvm_memory_used_bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/metrics", "/q/openapi", "/q/dev-ui", "/q/swagger-ui"})
    void nothing_is_left_at_the_frameworks_own_addresses(String path) {
        assertThat(given().get(path).statusCode()).isEqualTo(404);
    }
}
