package com.oraclelumira.api.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("INF-2")
@Tag("TST-2")
class HealthTest {
    @Inject
    DatabasePing database;
    @Inject
    MongoClient mongo;

    @BeforeEach
    void the_database_is_there() {
        awaitStatus("/health", 200);
    }

    @AfterEach
    void bring_the_database_back() {
        MongoResource.bringBack();
    }

    @Test
    @Tag("MON-1")
    void the_health_page_tells_an_operator_what_runs_here_and_how_it_fares() {
        var response = given().get("/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.time()).isLessThan(5_000);
        Map<String, Object> page = response.jsonPath().getMap("$");
        assertThat(page).containsEntry("status", "UP").containsKeys("version", "commit", "environment");
        assertThat(page.get("timestamp").toString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(check(response, "mongodb")).containsKey("latencyMs");
        assertThat(check(response, "stripe")).containsKeys("configured", "api");
        assertThat(check(response, "memory")).containsKeys("percent", "heapUsedMb", "heapMaxMb");
        assertThat(check(response, "build")).containsKeys("version", "commit", "environment", "uptimeSeconds");
    }

    @Test
    @Tag("MON-1")
    @Tag("MON-6")
    @Tag("defect-36")
    void without_its_database_it_is_503_in_time_and_recovers_by_itself() {
        MongoResource.takeAway();
        var away = awaitStatus("/health", 503);

        assertThat(away.time()).isLessThan(5_000);
        assertThat((int) check(away, "mongodb").get("latencyMs")).isLessThan(2_500);
        assertThat(away.path("status").toString()).isEqualTo("DOWN");
        assertThat(away.asString()).doesNotContain("127.0.0.1", "xception", "refused");

        MongoResource.bringBack();
        awaitStatus("/health", 200);
    }

    @Test
    @Tag("DEP-2")
    void without_its_database_it_stays_in_the_rotation_and_alive() {
        MongoResource.takeAway();
        awaitStatus("/health", 503);

        assertThat(given().get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(given().get("/health/started").statusCode()).isEqualTo(200);
        assertThat(given().get("/health/live").statusCode()).isEqualTo(200);
        assertThat(given().get("/api/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void who_asks_at_the_same_time_waits_for_the_same_answer() {
        MongoResource.takeAway();
        awaitStatus("/health", 503);
        await().until(() -> database.ping().isDone(), done -> !done); // a new question is under way

        var questions = Stream.generate(database::ping).limit(50).distinct().toList();

        assertThat(questions).hasSize(1);
        assertThat(CompletableFuture.allOf(questions.getFirst())).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void v1s_healthz_keeps_its_members() {
        var response = given().get("/api/healthz");

        assertThat(response.jsonPath().getMap("$")).containsOnlyKeys("status", "timestamp", "version", "environment")
                .containsEntry("status", "healthy");
    }

    @Test
    void v1s_health_keeps_its_members() {
        Map<String, Object> body = given().get("/api/health").jsonPath().getMap("$");

        assertThat(body).containsKeys("timestamp", "uptime", "version", "commitSha", "environment");
        assertThat(body.get("status")).isIn("healthy", "degraded");
        assertThat((Map<?, ?>) body.get("services")).asString().contains("database=connected", "stripe=");
        assertThat(((Map<?, ?>) body.get("memory")).keySet().stream().map(Object::toString)).containsOnly("used",
                "total", "percentage");
    }

    @Test
    void v1s_health_and_ready_are_503_without_the_database_whatever_stripe_is() {
        MongoResource.takeAway();

        var health = awaitStatus("/api/health", 503);
        assertThat(health.path("status").toString()).isEqualTo("unhealthy");
        assertThat(health.path("services.database").toString()).isEqualTo("disconnected");
        var ready = given().get("/api/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat((Boolean) ready.path("ready")).isFalse();
        assertThat(ready.header("X-Ready-Status")).isEqualTo("error");
    }

    @Test
    void v1s_ready_keeps_its_members_and_is_never_cached() {
        var response = given().get("/api/ready");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat((Boolean) response.path("ready")).isTrue();
        assertThat((Boolean) response.path("services.mongodb.connected")).isTrue();
        assertThat(response.jsonPath().getMap("services")).containsOnlyKeys("mongodb", "stripe", "memory", "uptime");
        assertThat(response.headers().getValues("Cache-Control"))
                .containsExactly("no-cache, no-store, must-revalidate");
        assertThat(response.header("X-Ready-Status")).isEqualTo("ok");
    }

    private static Map<String, Object> check(Response page, String name) {
        return page.jsonPath().param("name", name).getMap("checks.find { it.name == name }.data");
    }

    static Response awaitStatus(String path, int status) {
        return await().atMost(Duration.ofSeconds(15)).until(() -> given().get(path),
                response -> response.statusCode() == status);
    }
}
