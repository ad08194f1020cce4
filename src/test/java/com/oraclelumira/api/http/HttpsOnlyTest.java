package com.oraclelumira.api.http;

import java.io.IOException;
import java.net.URI;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** The service is https://api.oraclelumira.test here, and 127.0.0.1 is a proxy that it trusts. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-7")
@Tag("DNS-3")
class HttpsOnlyTest {
    private static final String US = "https://api.oraclelumira.test";

    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @CsvSource({"GET, /api/products", "HEAD, /api/products", "GET, /docs/", "GET, /nowhere", "GET, /health",
            "GET, /api/orders/x?a=b&c=%C3%A9", "GET, //evil.example/x", "GET, /%5C%5Cevil.example",
            "GET, /@evil.example"})
    void who_only_reads_is_sent_to_https(String method, String target) throws IOException {
        var answer = plainly(method + " " + target + " HTTP/1.1\r\nHost: localhost");

        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.all("Location")).containsExactly(US + target);
        assertThat(answer.all("Strict-Transport-Security")).isEmpty();
        assertThat(answer.all("Cache-Control")).containsExactly("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET http://evil.example/x HTTP/1.1\r\nHost: evil.example",
            "GET /x HTTP/1.1\r\nHost: evil.example",
            "GET /x HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example"})
    void nobody_is_led_to_another_host(String request) throws IOException {
        var answer = plainly(request);

        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.all("Location")).containsExactly(US + "/x");
    }

    @ParameterizedTest
    @CsvSource({"GET, Authorization, Bearer x.y.z", "GET, Cookie, a=b", "HEAD, Authorization, Basic eDp5",
            "POST, Accept, */*", "PUT, Accept, */*", "DELETE, Accept, */*", "PATCH, Accept, */*",
            "OPTIONS, Accept, */*"})
    void a_call_with_something_to_hide_is_refused_in_a_sentence(String method, String header, String value) {
        var answer = plain().header(header, value).request(method, "/api/users/profile");

        assertThat(answer.statusCode()).isEqualTo(403);
        if (!method.equals("HEAD")) {
            assertThat(answer.path("code").toString()).isEqualTo("HTTPS_REQUIRED");
            assertThat(answer.path("error").toString()).contains("https://");
        }
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void so_is_a_reader_with_a_body() {
        assertThat(plain().body("secret").get("/api/products").statusCode()).isEqualTo(403);
    }

    @Test
    void so_is_who_says_that_it_wants_a_websocket() {
        var answer = RestAssured.given().header("X-Forwarded-Proto", "ws").auth().oauth2("x.y.z").get("/api/products");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    @Tag("SEC-4")
    void a_page_of_ours_may_read_the_refusal() {
        var answer = plain().header("Origin", "https://oraclelumira.com").body("{}").post("/api/products");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://oraclelumira.com");
    }

    @ParameterizedTest
    @Tag("PAY-2")
    @ValueSource(strings = {"/api/payments/webhook", "/api/stripe/webhook", "/api/products/webhook"})
    void a_delivery_of_stripe_is_taken_as_it_comes(String path) {
        var body = "{\"id\":\"evt_plain\",\"object\":\"event\",\"type\":\"plan.created\",\"data\":{\"object\":{}}}";
        var delivered = plain().contentType("application/json")
                .header("Stripe-Signature", Shop.signature(body, ShopResource.WEBHOOK_SECRET)).body(body).post(path);

        assertThat(delivered.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started", "/api/healthz"})
    @Tag("INF-2")
    void a_probe_from_inside_is_answered(String path) {
        assertThat(RestAssured.given().redirects().follow(false).get(path).statusCode()).isIn(200, 503);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a proxy that speaks of HTTPS   | https    | 203.0.113.5",
            "its word for a WebSocket       | wss      | 203.0.113.5",
            "a proxy that says something else | nonsense | 203.0.113.5",
            // the front's nginx writes how Traefik reached it
            "nginx between two Traefiks      | http     | 203.0.113.5, 10.0.0.4, 10.0.0.5"})
    void nobody_else_is_bothered(String what, String protocol, String forwarded) {
        var answer = RestAssured.given().redirects().follow(false).header("X-Forwarded-Proto", protocol)
                .header("X-Forwarded-For", forwarded).get("/api/products");

        assertThat(answer.statusCode()).as(what).isEqualTo(200);
    }

    private RawAnswer plainly(String request) throws IOException {
        return RawAnswer.of(new RawHttp(base.getPort())
                .exchange(request + "\r\nX-Forwarded-Proto: http\r\nConnection: close\r\n\r\n"));
    }

    private static RequestSpecification plain() {
        return RestAssured.given().urlEncodingEnabled(false).redirects().follow(false)
                .header("X-Forwarded-Proto", "http").header("X-Forwarded-For", "203.0.113.77");
    }
}
