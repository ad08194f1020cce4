package com.oraclelumira.api.http;

import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** One address written in other ways is the same address or none: never one without its fence and its limit. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class DisguisedPathsTest {
    private static final Pattern REMAINING = Pattern.compile("r=(\\d+)");

    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @Tag("SEC-2")
    @ValueSource(strings = {"//api/users/profile", "/api//users/profile", "/api/users//profile", "/./api/users/profile",
            "/api/./users/profile", "/api/x/../users/profile", "/x/../api/users/profile", "/api/users/profile/",
            "/api/users/profile//", "/api/users/profile;jsessionid=1", "/api;a=b/users;c=d/profile",
            "/api/users/profile;",
            "/api/users/profile?", "/api/users/profile/.", "/api/users/profile/x/..", "/api/%75sers/profile",
            "/api/users/%70rofile", "/api%2Fusers%2Fprofile", "/api/users%2fprofile", "/api/users/profile%2f",
            "/api/%2e%2e/api/users/profile", "/api/%2e/users/profile", "/api/users/profile%20", "/api/users/profile%09",
            "/api/users/profile%00", "/api/users/profile%23", "/api/users/profile%3F", "/api/users/profile%3B",
            "/api/users/profile.json", "/api/users/profile..;/", "/API/USERS/PROFILE", "/api/users/profile/..;/profile",
            "/api/products/..;/users/profile", "/api/healthz/../users/profile", "/docs/../api/users/profile",
            "/docs/..%2fapi/users/profile", "/%2e%2e/api/users/profile", "/api/users/%c0%ae%c0%ae/profile",
            "/api/%252e%252e/users/profile", "/api\\users\\profile", "/api/users/profile%5C"})
    void no_spelling_of_a_members_page_opens_it(String target) throws IOException {
        for (var method : new String[]{"GET", "HEAD", "PATCH"}) {
            var answer = ask(method, target, "");
            assertThat(answer.status()).as(method).isIn(400, 401, 404, 405);
        }
    }

    @ParameterizedTest
    @Tag("SEC-8")
    @ValueSource(strings = {"//api/products", "/api//products", "/api/./products", "/api/x/../products",
            "/api/products/",
            "/api/products;jsessionid=1", "/api;a=b/products", "/api/%70roducts", "/api%2Fproducts", "/api/products%2f",
            "/api/products?x=1", "/api/products/.", "/api/%2e/products", "/docs/../api/products", "/API/products",
            "/api/products%20"})
    void every_spelling_of_a_limited_page_counts(String target) throws IOException {
        var address = "X-Forwarded-For: 198.19.7." + (1 + target.hashCode() % 100 + 100) + "\r\n";
        var before = ask("GET", "/api/products", address);
        var disguised = ask("GET", target, address);

        assertThat(disguised.status()).isIn(200, 400, 404);
        if (disguised.status() == 200) {
            assertThat(remaining(disguised)).isEqualTo(remaining(before) - 1);
        }
    }

    @ParameterizedTest
    @Tag("SEC-7")
    @Tag("SEC-9")
    @ValueSource(strings = {"/docs/../api/products", "/docs/%2e%2e/api/products", "/docs/x/../../api/products"})
    void the_policy_of_the_reference_is_for_the_reference(String target) throws IOException {
        var answer = ask("GET", target, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.all("Content-Security-Policy")).singleElement().asString().doesNotContain("script-src");
    }

    @ParameterizedTest
    @Tag("SEC-7")
    @ValueSource(strings = {"/api/payments/webhook/../../users/profile",
            "/api/payments/webhook/%2e%2e/%2e%2e/users/profile",
            "/api/payments/webhook/..;/users/profile", "/api/payments/webhookx", "/api/payments/webhook;/x",
            "/api/payments/webhook%2f..%2f..%2fusers/profile"})
    void the_webhooks_leave_to_come_by_plain_http_is_its_own(String target) throws IOException {
        var answer = ask("GET", target, "X-Forwarded-Proto: http\r\nAuthorization: Bearer x.y.z\r\n");

        assertThat(answer.status()).isIn(400, 403);
    }

    private static int remaining(RawAnswer answer) {
        var found = REMAINING.matcher(answer.all("RateLimit").getFirst());
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private RawAnswer ask(String method, String target, String headers) throws IOException {
        return RawAnswer.of(new RawHttp(base.getPort()).exchange(
                method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n"));
    }
}
