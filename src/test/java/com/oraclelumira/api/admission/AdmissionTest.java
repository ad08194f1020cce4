package com.oraclelumira.api.admission;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.oraclelumira.api.testing.MongoResource;

import static com.oraclelumira.api.testing.Shop.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** More is asked than the machine carries. */
@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("SEC-8")
@Tag("MON-5")
class AdmissionTest {
    private static final String CROWD = "203.0.113.1";
    private static final String VISITOR = "203.0.113.2";

    @TestHTTPResource
    URI base;
    @Inject
    MeterRegistry metrics;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void the_shop_is_empty() {
        await().until(() -> shop("working") == 0);
        HeldResource.hold();
    }

    @AfterEach
    void everybody_goes() {
        HeldResource.letGo();
        http.close();
    }

    @Test
    void when_the_shop_is_full_a_visitor_is_told_so_while_monitors_and_deliveries_are_served() {
        var crowd = crowd(Lane.SHOP.atOnce());
        await().until(() -> shop("working") == Lane.SHOP.atOnce());
        var refused = visit();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.path("code").toString()).isEqualTo("OVERLOADED");
        assertThat(refused.path("message").toString())
                .isEqualTo("Il y a beaucoup de monde en ce moment. Réessayez dans quelques secondes.");
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://oraclelumira.com");
        given().get("/health/live").then().statusCode(200);
        given().get("/api/ready").then().statusCode(200);
        given().body("{}").post("/api/payments/webhook").then().statusCode(400);

        HeldResource.letGo();
        assertThat(crowd).allMatch(answer -> answer.join().statusCode() == 200);
        assertThat(visit().statusCode()).isEqualTo(200);
        await().until(() -> shop("working") == 0);
    }

    @Test
    void who_waits_is_served_when_it_is_her_turn() {
        crowd(Lane.SHOP.atOnce());
        await().until(() -> shop("working") == Lane.SHOP.atOnce());
        var waiting = send(VISITOR);
        await().until(() -> shop("waiting") == 1 || waiting.isDone());
        HeldResource.letGo();

        assertThat(waiting.join().statusCode()).isEqualTo(200);
    }

    @Test
    void one_network_never_fills_the_shop() {
        var crowd = crowd(400);
        await().until(() -> answered(crowd, 429) > 0);
        var refused = crowd.stream().filter(answer -> answer.isDone() && answer.join().statusCode() == 429).findFirst()
                .get().join();

        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.body()).contains("RATE_LIMITED", "Trop de requêtes en même temps");
        assertThat(shop("working") + shop("waiting")).isLessThanOrEqualTo(200);
        assertThat(send(VISITOR).join().statusCode()).as("she waits, and is told").isEqualTo(503);
    }

    /** Connections are for everybody: whoever holds all of them with bodies that never end would be the only caller. */
    @ParameterizedTest
    @CsvSource({"POST, /api/payments/webhook, 400", "GET, /health/live, 200"})
    void no_address_takes_endless_bodies_of_one_network(String method, String path, int share) throws IOException {
        var held = new ArrayList<Socket>();
        for (int n = 0; n < share; n++)
            held.add(connected("%s %s HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: %s\r\nContent-Length: 900\r\n\r\n"
                    .formatted(method, path, CROWD)));
        await().until(() -> given().header("X-Forwarded-For", CROWD).request(method, path).asString()
                .contains("en même temps"));

        assertThat(given().header("X-Forwarded-For", VISITOR).request(method, path).statusCode()).isIn(200, 400);
        for (var one : held)
            one.close();
    }

    /** Seen from outside: 1,500 connections that ask for the largest file and read nothing. */
    @Test
    void whoever_does_not_read_a_file_keeps_a_place_among_files_only() {
        assertThat(Call.of("/docs/ui/swagger-ui-bundle.js").lane()).isEqualTo(Lane.FILES);
        assertThat(Call.of("/docs/").lane()).isEqualTo(Lane.FILES);
        assertThat(Lane.FILES.share()).isLessThan(Lane.FILES.atOnce());
    }

    @Test
    void sign_ins_of_one_caller_leave_room_for_those_of_others() {
        var flood = IntStream.range(0, 40).mapToObj(_ -> signIn(CROWD)).toList();
        await().until(() -> flood.stream().anyMatch(AdmissionTest::tooManyAtOnce));

        assertThat(signIn(VISITOR).join().body()).contains("INVALID_CREDENTIALS");
        assertThat(flood.stream().filter(answer -> !tooManyAtOnce(answer)).count()).isPositive();
    }

    private CompletableFuture<HttpResponse<String>> signIn(String address) {
        return http.sendAsync(HttpRequest.newBuilder(base.resolve("/api/expert/login"))
                .header("Content-Type", "application/json").header("X-Forwarded-For", address)
                .timeout(Duration.ofMinutes(1))
                .POST(HttpRequest.BodyPublishers
                        .ofString("{\"email\":\"nobody@example.com\",\"password\":\"a guess\"}"))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    private static boolean tooManyAtOnce(CompletableFuture<HttpResponse<String>> answer) {
        return answer.isDone() && answer.join().statusCode() == 429
                && answer.join().body().contains("Trop de requêtes en même temps");
    }

    @Test
    void who_leaves_gives_her_place_to_others() throws IOException {
        var leavers = new ArrayList<Socket>();
        for (int n = 0; n < Lane.SHOP.atOnce(); n++)
            leavers.add(connected("GET /api/held HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        await().until(() -> shop("working") == Lane.SHOP.atOnce());
        for (var leaver : leavers)
            leaver.close();

        await().until(() -> shop("working") == 0);
    }

    private Socket connected(String request) throws IOException {
        var socket = new Socket("127.0.0.1", base.getPort());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private List<CompletableFuture<HttpResponse<String>>> crowd(int size) {
        return IntStream.range(0, size).mapToObj(_ -> send(CROWD)).toList();
    }

    private CompletableFuture<HttpResponse<String>> send(String address) {
        return http.sendAsync(HttpRequest.newBuilder(base.resolve("/api/held")).header("X-Forwarded-For", address)
                .timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Response visit() {
        return given().header("X-Forwarded-For", VISITOR).header("Origin", "https://oraclelumira.com").get("/api/held");
    }

    private static long answered(List<CompletableFuture<HttpResponse<String>>> crowd, int status) {
        return crowd.stream().filter(answer -> answer.isDone() && answer.join().statusCode() == status).count();
    }

    private int shop(String gauge) {
        return (int) metrics.get("lumira.admission." + gauge).tag("lane", "shop").gauge().value();
    }
}
