package com.oraclelumira.api.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.oraclelumira.api.testing.MongoResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every layer that can answer, asked in the bytes that make it answer. */
@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("SEC-9")
class AnswerHeadersTest {
    private static final String API = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String DOCS = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String HSTS = "max-age=31536000; includeSubDomains";
    private static final String END = "Host: localhost\r\nConnection: close\r\nX-Forwarded-Proto: https\r\n";
    private static final String FOREIGN = "Origin: https://evil.example\r\nAccess-Control-Request-Method: GET\r\n";
    private static final String LISTED = "Origin: https://oraclelumira.com\r\nAccess-Control-Request-Method: GET\r\n";
    private static final int MEBIBYTE = 1024 * 1024;

    @TestHTTPResource
    URI base;

    static Stream<Arguments> layers() {
        return Stream.of(arguments(200, "a resource", get("/api/provoke/fine")),
                arguments(200, "a resource on the event loop", get("/api/provoke/fine-on-the-event-loop")),
                arguments(200, "a health page", get("/health")),
                arguments(200, "a probe", get("/health/live")),
                arguments(200, "the API description", get("/openapi")),
                arguments(204, "the CORS filter", "OPTIONS /api/provoke/letters HTTP/1.1\r\n" + LISTED + END + "\r\n"),
                arguments(302, "the router", get("/docs")),
                arguments(400, "the JSON reader", post("/api/provoke/letters", "application/json", "{")),
                arguments(400, "a missing host", "GET /api/provoke/fine HTTP/1.1\r\nConnection: close\r\n"
                        + "X-Forwarded-Proto: https\r\n\r\n"),
                arguments(400, "a byte that no path may have", get("/api/provoke/numbers/%00")),
                arguments(400, "a broken escape in the path", get("/api/%zz")),
                arguments(400, "a broken escape in the query", get("/api/provoke/fine?x=%zz")),
                arguments(400, "a character that no URI may have", get("/|")),
                arguments(400, "no HTTP at all", "HELLO\r\n\r\n"),
                arguments(400, "a length that is none", "POST / HTTP/1.1\r\nContent-Length: many\r\n" + END + "\r\n"),
                arguments(401, "the token check", get("/api/provoke/members")),
                arguments(403, "the guard before CORS",
                        "OPTIONS /api/provoke/letters HTTP/1.1\r\n" + FOREIGN + END + "\r\n"),
                arguments(404, "nobody at the root", get("/nope")),
                arguments(404, "nobody in the API", get("/api/nope")),
                arguments(405, "a wrong method", "DELETE /api/provoke/letters HTTP/1.1\r\n" + END + "\r\n"),
                arguments(406, "a format that nobody produces",
                        "GET /api/provoke/fine HTTP/1.1\r\nAccept: text/html\r\n" + END + "\r\n"),
                arguments(413, "a body too large by its own word",
                        post("/api/provoke/raw", "text/plain", "x".repeat(MEBIBYTE + 1))),
                arguments(413, "a body too large in chunks",
                        "POST /api/provoke/raw HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + END + "\r\n"
                                + ("400\r\n" + "x".repeat(1024) + "\r\n").repeat(1025) + "0\r\n\r\n"),
                arguments(414, "a long target", get("/" + "x".repeat(5_000))),
                arguments(414, "a target longer than the HTTP server reads", get("/" + "x".repeat(20_000))),
                arguments(415, "a format that nobody takes", post("/api/provoke/letters", "text/plain", "hello")),
                arguments(429, "a limit", get("/api/provoke/too-often")),
                arguments(431, "large headers", get("/", "X-A: " + "x".repeat(20_000))),
                arguments(431, "headers larger than the HTTP server reads", get("/", "X-A: " + "x".repeat(40_000))),
                arguments(500, "a bug", get("/api/provoke/bug")),
                arguments(503, "a database away", get("/api/provoke/database-away")));
    }

    static Stream<Arguments> files() {
        var unchanged = "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT";
        return Stream.of(arguments(200, "public, immutable, max-age=86400", DOCS, get("/docs/")),
                arguments(200, "public, immutable, max-age=86400", API, get("/assets/lumira.css")),
                arguments(200, "no-store", DOCS, get("/docs/ui/swagger-ui.css")),
                // silent, so that what was said with the file itself holds on
                arguments(304, "", API, get("/assets/lumira.css", unchanged)),
                arguments(304, "", DOCS, get("/docs/", unchanged)));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("layers")
    @Tag("SEC-7")
    @Tag("DNS-4")
    void every_layer_sends_the_same_headers_once(int status, String layer, String request) throws IOException {
        var answer = ask(request);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertSecure(answer, API);
        assertThat(answer.all("Cache-Control")).containsExactly("no-store");
        if (status >= 400) {
            assertProblem(answer);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void so_does_a_file_which_alone_may_be_kept(int status, String caching, String policy, String request)
            throws IOException {
        var answer = ask(request);

        assertThat(answer.status()).isEqualTo(status);
        assertSecure(answer, policy);
        assertThat(String.join(" | ", answer.all("Cache-Control"))).isEqualTo(caching);
    }

    @ParameterizedTest
    @CsvSource({"'', 200", "X-Forwarded-Proto: http, 308", "X-Forwarded-Proto: nonsense, 200"})
    @Tag("DNS-4")
    void nothing_is_promised_about_https_over_anything_else(String header, int status) throws IOException {
        var answer = RawAnswer.of(new RawHttp(base.getPort()).get("/api/provoke/fine", header));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.all("Strict-Transport-Security")).isEmpty();
    }

    @Test
    @Tag("DNS-4")
    void browsers_makers_are_invited_by_configuration_only() {
        var headers = new DefaultHttpHeaders();
        new SecurityHeaders(new TrustedProxies(Optional.empty()), true).complete(headers, true);

        assertThat(headers.getAll("Strict-Transport-Security")).containsExactly(HSTS + "; preload");
    }

    @Test
    void a_resource_may_set_its_own_policy_and_caching() {
        var headers = given().get("/api/provoke/own-headers").headers();

        assertThat(headers.getValues("Content-Security-Policy")).containsExactly("default-src 'self'");
        assertThat(headers.getValues("Cache-Control")).containsExactly("public, max-age=60");
    }

    private static void assertSecure(RawAnswer answer, String policy) {
        var expected = new TreeMap<>(Map.ofEntries(Map.entry("Content-Security-Policy", policy),
                Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
                Map.entry("Cross-Origin-Resource-Policy", "same-origin"), Map.entry("Origin-Agent-Cluster", "?1"),
                Map.entry("Referrer-Policy", "no-referrer"), Map.entry("Strict-Transport-Security", HSTS),
                Map.entry("X-Content-Type-Options", "nosniff"), Map.entry("X-DNS-Prefetch-Control", "off"),
                Map.entry("X-Download-Options", "noopen"), Map.entry("X-Frame-Options", "DENY"),
                Map.entry("X-Permitted-Cross-Domain-Policies", "none"), Map.entry("X-XSS-Protection", "0"),
                Map.entry("Vary", "Origin")));
        var actual = new TreeMap<String, String>();
        expected.keySet().forEach(name -> actual.put(name, String.join(" | ", answer.all(name))));

        assertThat(actual).isEqualTo(expected);
        assertThat(answer.all("X-Request-Id")).hasSize(1);
        assertThat(answer.names()).doesNotContainAnyElementsOf(List.of("server", "x-powered-by", "via"));
    }

    private static void assertProblem(RawAnswer answer) {
        assertThat(answer.all("Content-Type")).containsExactly("application/problem+json");
        var problem = JsonPath.from(answer.body()).getMap("$");
        assertThat(problem).containsEntry("status", answer.status())
                .containsEntry("requestId", answer.all("X-Request-Id").getFirst())
                .containsKeys("type", "title", "detail", "instance", "code", "error", "message", "timestamp");
    }

    private static String get(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\n" + END + String.join("\r\n", headers)
                + (headers.length > 0 ? "\r\n\r\n" : "\r\n");
    }

    private static String post(String path, String type, String body) {
        return "POST " + path + " HTTP/1.1\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n"
                + END + "\r\n" + body;
    }

    private RawAnswer ask(String request) throws IOException {
        return RawAnswer.of(new RawHttp(base.getPort()).exchange(request));
    }
}
