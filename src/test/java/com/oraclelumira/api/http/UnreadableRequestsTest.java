package com.oraclelumira.api.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.MongoResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Requests that no browser sends, and bodies over the limit of 64 KiB. */
@QuarkusTest
@QuarkusTestResource(MongoResource.class)
class UnreadableRequestsTest {
    private static final int LIMIT = 64 * 1024;
    private static final int MEBIBYTE = 1024 * 1024;

    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%zz", "/api/provoke/numbers/%c3%28", "/api/provoke/fine?x=%zz",
            "/api/provoke/fine?x=%", "/a b",
            "/api/../../etc/passwd", "/api/provoke/fine;a=b;%", "/api/provoke/numbers/%00", "*", "//", "/?", "/\\",
            "/|", "/\u00e9"})
    void a_malformed_target_is_never_our_failure(String target) throws IOException {
        assertThat(http().get(target)).containsPattern("^HTTP/1.[01] (200|3\\d\\d|400|404) ");
    }

    @Test
    void a_missing_host_is_a_400() throws IOException {
        assertThat(http().exchange("GET /api/provoke/fine HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"BAD_REQUEST\"");
    }

    @Test
    void two_hosts_are_a_400() throws IOException {
        assertThat(http().get("/api/provoke/fine", "Host: elsewhere")).startsWith("HTTP/1.1 400 ")
                .contains("\"BAD_REQUEST\"");
    }

    @Test
    void a_malformed_host_with_an_origin_is_no_failure() throws IOException {
        var answer = http().exchange(
                "GET /api/provoke/fine HTTP/1.1\r\nHost: my_host\r\nOrigin: http://evil\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("allow-origin");
    }

    @Test
    void an_offer_of_clear_text_http2_is_declined_and_the_request_answered() throws Exception {
        try (var client = HttpClient.newHttpClient()) { // offers the upgrade with its first request
            var answer = client.send(HttpRequest.newBuilder(base.resolve("/api/provoke/fine")).build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @Test
    void a_very_long_target_is_a_414() throws IOException {
        assertThat(http().get("/" + "x".repeat(5000))).startsWith("HTTP/1.1 414 ").contains("\"URI_TOO_LONG\"");
    }

    @Test
    void very_large_headers_are_a_431() throws IOException {
        assertThat(http().get("/", "X-A: " + "x".repeat(20_000))).startsWith("HTTP/1.1 431 ")
                .contains("\"HEADERS_TOO_LARGE\"");
    }

    @Test
    @Tag("SEC-8")
    void a_body_over_the_limit_is_a_413_when_its_length_is_told() throws IOException {
        assertThat(post("Content-Length: " + 2 * MEBIBYTE + "\r\n\r\n" + "x".repeat(2 * MEBIBYTE)))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"PAYLOAD_TOO_LARGE\"");
    }

    @Test
    @Tag("SEC-8")
    void a_body_over_the_limit_is_a_413_when_it_comes_in_chunks() throws IOException {
        assertThat(post(chunked(2 * MEBIBYTE))).startsWith("HTTP/1.1 413 ").contains("\"PAYLOAD_TOO_LARGE\"");
    }

    @Test
    void a_body_within_the_limit_passes_either_way() throws IOException {
        assertThat(post("Content-Length: " + LIMIT + "\r\n\r\n" + "x".repeat(LIMIT))).contains("{\"length\":65536}");
        assertThat(post(chunked(LIMIT))).contains("{\"length\":65536}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "\r\n"})
    void an_empty_body_keeps_nobody_waiting(String rest) throws IOException {
        assertThat(post(rest)).contains("{\"length\":0}");
    }

    @Test
    void who_goes_on_sending_reads_the_refusal_all_the_same() throws IOException {
        var body = "Content-Length: " + 20 * MEBIBYTE + "\r\n\r\n" + "x".repeat(20 * MEBIBYTE);

        assertThat(post(body)).startsWith("HTTP/1.1 413 ");
    }

    @Test
    @Tag("SEC-8")
    void who_never_ends_is_cut_off() throws IOException {
        try (var socket = new Socket("127.0.0.1", base.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("POST /api/provoke/raw HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\nx"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    @Tag("MON-4")
    void a_client_that_leaves_in_the_middle_of_its_body_is_nobodys_failure() throws IOException {
        var socket = new Socket("127.0.0.1", base.getPort());
        try (var log = new LogLines(); socket) {
            socket.getOutputStream()
                    .write("POST /api/provoke/raw HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\nhalf"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertThat(http().get("/api/provoke/fine")).startsWith("HTTP/1.1 200 "); // by now it was routed
            socket.close();

            await().during(Duration.ofMillis(500)).untilAsserted(() -> assertThat(log.worseThan(Level.INFO)).isEmpty());
        }
    }

    private String post(String rest) throws IOException {
        return http().exchange(
                "POST /api/provoke/raw HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: text/plain\r\n"
                        + rest);
    }

    private static String chunked(int length) {
        return "Transfer-Encoding: chunked\r\n\r\n" + ("400\r\n" + "x".repeat(1024) + "\r\n").repeat(length / 1024)
                + "0\r\n\r\n";
    }

    private RawHttp http() {
        return new RawHttp(base.getPort());
    }
}
