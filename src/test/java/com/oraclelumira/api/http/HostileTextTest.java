package com.oraclelumira.api.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** Text that would like to be a header or a log line of its own. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class HostileTextTest {
    private static final PatternFormatter AS_WRITTEN = new PatternFormatter("%s");
    private static final String FORGED = "X-Injected:1";
    private static final List<String> BREAKS = List.of("\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b", "\f",
            "\u001b[2K", "\u0000", "\u202e", "%0d%0a", "%0D%0A", "%E2%80%A8", "\\r\\n", "\r\n ", "\r\n\t");

    @TestHTTPResource
    URI base;

    static Stream<String> texts() {
        return BREAKS.stream().map(found -> "a" + found + FORGED);
    }

    @ParameterizedTest
    @MethodSource("texts")
    @Tag("SEC-9")
    void no_text_becomes_a_header_of_the_answer(String text) throws IOException {
        var raw = new RawHttp(base.getPort());
        for (var header : List.of("X-Request-Id", "Origin", "X-Forwarded-For", "X-Forwarded-Host", "User-Agent",
                "Accept",
                "Authorization", "Idempotency-Key", "If-None-Match")) {
            assertUnharmed(RawAnswer.of(raw.get("/api/provoke/fine", header + ": " + utf8(text))));
            // as a redirect would repeat it
            assertUnharmed(RawAnswer.of(raw.get("/x", "X-Forwarded-Proto: http", header + ": " + utf8(text))));
        }
        for (var target : List.of("/" + text, "/?a=" + text, "/docs" + text, "/api/orders/" + text)) {
            assertUnharmed(RawAnswer.of(raw.get(utf8(target))));
            assertUnharmed(RawAnswer.of(raw.get(utf8(target), "X-Forwarded-Proto: http")));
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    @Tag("INF-6")
    void no_text_becomes_a_line_of_the_log(String text) throws IOException {
        try (var log = new LogLines("com.oraclelumira")) {
            var raw = new RawHttp(base.getPort());
            raw.get(utf8("/" + text), "X-Request-Id: " + utf8(text), "User-Agent: " + utf8(text));
            raw.get(utf8("/api/orders/" + text + "?a=" + text));
            var shop = new Shop();
            for (var body : List.of(Map.of("email", text + "@example.com"), Map.of("email", "a@example.com" + text))) {
                shop.request().body(body).post("/api/users/auth/sanctuaire-v2");
                shop.checkout(Map.of("productId", text, "customerEmail", body.get("email"), "customerName", text));
            }

            assertThat(log.all()).extracting(AS_WRITTEN::format).isNotEmpty()
                    .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]"));
        }
    }

    @Test
    @Tag("INF-6")
    void an_id_over_two_lines_is_no_id() throws IOException {
        var answer = RawAnswer.of(new RawHttp(base.getPort()).get("/api/provoke/fine", "X-Request-Id: a\r\n b"));

        assertThat(answer.all("X-Request-Id")).singleElement().asString().matches("[A-Za-z0-9_-]{16}");
    }

    /** A line that the request itself begins is a header of the request, and no business of the answer. */
    private static void assertUnharmed(RawAnswer answer) {
        assertThat(answer.status()).isBetween(200, 499);
        assertThat(answer.names()).doesNotContain("x-injected");
        assertThat(answer.fields()).noneMatch(field -> field.matches("(?s).*[\\x00-\\x08\\x0a-\\x1f\\x7f\\u0085].*"));
    }

    /** So that the bytes on the wire are those of UTF-8. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
