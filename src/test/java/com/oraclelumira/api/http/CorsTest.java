package com.oraclelumira.api.http;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.MongoResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("SEC-4")
class CorsTest {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    @ParameterizedTest
    @ValueSource(strings = {"https://oraclelumira.com", "https://desk.oraclelumira.com"})
    void a_listed_origin_may_read_the_answer(String origin) {
        var response = given().header("Origin", origin).get("/api/provoke/fine");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().getValues(ALLOW_ORIGIN)).containsExactly(origin);
        assertThat(response.header("Access-Control-Expose-Headers"))
                .isEqualTo("RateLimit,RateLimit-Policy,Retry-After,X-Request-Id");
        assertThat(response.header("Access-Control-Allow-Credentials")).isEqualTo("false");
        assertThat(response.header("Vary")).isEqualTo("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://oraclelumira.com",
            "https://oraclelumira.com.evil.example",
            "https://evil-oraclelumira.com", "https://oraclelumira.com:8443", "https://oraclelumira.com/",
            "https://ORACLELUMIRA.com",
            "https://www.oraclelumira.com", "*", "not an origin", "http://[", ""})
    void any_other_origin_is_served_as_v1_did_and_may_not_read_the_answer(String origin) {
        var response = given().header("Origin", origin).get("/api/provoke/fine");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header(ALLOW_ORIGIN)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "POST", "DELETE", "GET"})
    void a_preflight_from_a_listed_origin_is_answered(String method) {
        var response = preflight("https://oraclelumira.com", method);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.header(ALLOW_ORIGIN)).isEqualTo("https://oraclelumira.com");
        assertThat(response.header("Access-Control-Allow-Methods")).isEqualTo("GET,POST,PUT,DELETE,PATCH,OPTIONS");
        assertThat(response.header("Access-Control-Allow-Headers")).isEqualTo(
                "Content-Type,Authorization,stripe-signature,Accept,Origin,X-Requested-With,Idempotency-Key,X-Request-Id");
        assertThat(response.header("Access-Control-Max-Age")).isEqualTo("7200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://oraclelumira.com.evil.example"})
    void a_preflight_from_elsewhere_is_refused(String origin) {
        var response = preflight(origin, "POST");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.path("code").toString()).isEqualTo("FORBIDDEN");
        assertThat(response.header(ALLOW_ORIGIN)).isNull();
    }

    @Test
    void a_listed_origin_may_read_a_refusal_too() {
        var tooLarge = given().header("Origin", "https://oraclelumira.com").body(new byte[1024 * 1024 + 1])
                .post("/api/provoke/raw");
        var unknown = given().header("Origin", "https://oraclelumira.com").get("/api/nope");

        assertThat(tooLarge.header(ALLOW_ORIGIN)).isEqualTo("https://oraclelumira.com");
        assertThat(unknown.header(ALLOW_ORIGIN)).isEqualTo("https://oraclelumira.com");
    }

    @Test
    void head_from_a_listed_origin_is_served() {
        assertThat(given().header("Origin", "https://oraclelumira.com").head("/api/provoke/fine").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "/.*/", "/https://.*\\.com/", "https://*.oraclelumira.com",
            "https://oraclelumira.com/",
            "https://oraclelumira.com/app", "oraclelumira.com", "ftp://oraclelumira.com",
            "https://user@oraclelumira.com", "null",
            "https://"})
    void the_list_takes_exact_origins_only(String origin) {
        assertThat(CorsGuard.isExact(origin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://oraclelumira.com", "http://localhost:5173", "http://127.0.0.1:3000"})
    void the_list_takes_an_origin_with_or_without_a_port(String origin) {
        assertThat(CorsGuard.isExact(origin)).isTrue();
    }

    private static Response preflight(String origin, String method) {
        return given().header("Origin", origin).header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type").options("/api/provoke/letters");
    }
}
