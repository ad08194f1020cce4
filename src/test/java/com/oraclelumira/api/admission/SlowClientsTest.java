package com.oraclelumira.api.admission;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Clients that send a byte now and then, to keep a connection for ever. All begin at the same time, to save some. */
@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("SEC-8")
class SlowClientsTest {
    /** Beyond the deadlines, for a machine that has other things to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HEAD = "GET /api/provoke/fine HTTP/1.1\r\nHost: localhost\r\n";
    private static final String POST = "POST /api/provoke/raw HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n";

    private static List<Future<String>> heads;
    private static Future<String> body;
    private static Future<String> silence;
    private static Future<List<String>> two;

    @TestHTTPResource
    URI base;
    @ConfigProperty(name = "lumira.http.head-deadline")
    Duration headDeadline;

    @BeforeEach
    void they_begin() {
        if (heads != null)
            return;
        heads = IntStream.range(0, 50).mapToObj(_ -> begin(() -> whatComesTo(HEAD + "X-A: "))).toList();
        body = begin(() -> whatComesTo(POST + "Content-Length: 60000\r\n\r\n"));
        silence = begin(() -> {
            try (var socket = connected()) {
                return everything(socket);
            }
        });
        two = begin(this::twoRequestsAndAThirdThatTrickles);
    }

    @Test
    void others_are_served_meanwhile() {
        for (int n = 0; n < 20; n++)
            given().get("/api/provoke/fine").then().statusCode(200);
    }

    @Test
    void a_head_that_trickles_is_cut_off() throws Exception {
        for (var head : heads)
            assertThat(head.get()).isEmpty();
    }

    @Test
    void a_body_that_trickles_is_a_408_and_the_end() throws Exception {
        assertThat(body.get()).startsWith("HTTP/1.1 408 ").contains("\"REQUEST_TIMEOUT\"", "\r\nX-Request-Id: ");
    }

    @Test
    void who_connects_and_says_nothing_is_cut_off() throws Exception {
        assertThat(silence.get()).isEmpty();
    }

    @Test
    void a_connection_may_rest_between_requests_but_each_must_come_whole() throws Exception {
        var answers = two.get();
        assertThat(answers.subList(0, 2)).allMatch(answer -> answer.startsWith("HTTP/1.1 200 "));
        assertThat(answers.getLast()).isEmpty();
    }

    private static <T> Future<T> begin(Callable<T> client) {
        return Executors.newVirtualThreadPerTaskExecutor().submit(client);
    }

    private String whatComesTo(String beginning) throws IOException {
        try (var socket = connected()) {
            send(socket, beginning);
            trickle(socket);
            return everything(socket);
        }
    }

    private List<String> twoRequestsAndAThirdThatTrickles() throws IOException {
        try (var socket = connected()) {
            send(socket, HEAD + "\r\n");
            var first = answer(socket);
            rest(socket);
            send(socket, HEAD + "\r\n");
            var second = answer(socket);
            send(socket, HEAD + "X-A: ");
            trickle(socket);
            return List.of(first, second, everything(socket));
        }
    }

    private Socket connected() throws IOException {
        var socket = new Socket("127.0.0.1", base.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** A byte a second until somebody hangs up. */
    private static void trickle(Socket socket) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    send(socket, "a");
                    TimeUnit.SECONDS.sleep(1);
                }
            } catch (IOException | InterruptedException end) {
                // that is what was to happen
            }
        });
    }

    /** Longer than a request may take to arrive. */
    private void rest(Socket socket) throws IOException {
        socket.setSoTimeout((int) headDeadline.toMillis() + 1_000);
        try {
            throw new AssertionError("the server said " + socket.getInputStream().read());
        } catch (SocketTimeoutException nothing) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
        }
    }

    /** Until the server hangs up. */
    private static String everything(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still connected after " + PATIENCE, e);
        } catch (IOException reset) {
            return "";
        }
    }

    /** One answer that ends with its JSON object. */
    private static String answer(Socket socket) throws IOException {
        var text = new StringBuilder();
        for (int c = socket.getInputStream().read(); c >= 0 && c != '}'; c = socket.getInputStream().read())
            text.append((char) c);
        return text.toString();
    }
}
