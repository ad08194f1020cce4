package com.oraclelumira.api.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.SettableClock;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("SEC-8")
class RateLimitTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Inject
    SettableClock clock;
    @Inject
    MeterRegistry metrics;

    private final String client = randomAddress();

    @BeforeEach
    void it_is_noon() {
        clock.set(NOON);
    }

    @AfterEach
    void time_goes_on() {
        clock.reset();
    }

    @Test
    void a_limited_route_says_what_is_left_and_when_it_begins_anew() {
        var first = call("by-class", client);
        clock.set(NOON.plusMillis(10_500));
        var second = call("by-class", client);

        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"orders\";q=500;w=900");
        assertThat(first.header("RateLimit")).isEqualTo("\"orders\";r=499;t=900");
        assertThat(second.header("RateLimit")).isEqualTo("\"orders\";r=498;t=890");
    }

    @Test
    void the_limit_of_a_method_wins_over_that_of_its_class() {
        assertThat(call("by-method", client).header("RateLimit")).isEqualTo("\"desk-login\";r=19;t=900");
    }

    @Test
    void one_call_too_many_is_a_429_that_says_when_to_come_back() {
        exhaust("by-method", client, LimitGroup.DESK_LOGIN);
        clock.set(NOON.plusMillis(2_001));
        var refused = call("by-method", client);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        assertThat(refused.path("code").toString()).isEqualTo("RATE_LIMITED");
        assertThat(refused.path("error").toString()).isEqualTo("Trop de requêtes, réessayez dans 15 minutes.");
        assertThat(refused.headers().getValues("Retry-After")).containsExactly("898");
        assertThat(refused.headers().getValues("RateLimit")).containsExactly("\"desk-login\";r=0;t=898");
        assertThat(refused.headers().getValues("RateLimit-Policy")).containsExactly("\"desk-login\";q=20;w=900");
    }

    @Test
    void who_waits_as_told_passes_and_who_comes_a_second_early_does_not() {
        exhaust("by-method", client, LimitGroup.DESK_LOGIN);
        clock.set(NOON.plusMillis(899_500));
        var early = call("by-method", client);
        clock.advance(Duration.ofSeconds(Long.parseLong(early.header("Retry-After"))));

        assertThat(early.statusCode()).isEqualTo(429);
        assertThat(early.path("error").toString()).isEqualTo("Trop de requêtes, réessayez dans 1 seconde.");
        assertThat(call("by-method", client).statusCode()).isEqualTo(200);
    }

    @Test
    void another_client_has_a_limit_of_its_own() {
        exhaust("by-method", client, LimitGroup.DESK_LOGIN);

        assertThat(call("by-method", client).statusCode()).isEqualTo(429);
        assertThat(call("by-method", randomAddress()).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("defect-13")
    void made_up_addresses_before_the_real_one_do_not_help() {
        exhaust("by-method", client, LimitGroup.DESK_LOGIN);

        assertThat(call("by-method", randomAddress() + ", " + client).statusCode()).isEqualTo(429);
        assertThat(call("by-method", "10.1.2.3, " + client + ", 10.0.0.1").statusCode()).isEqualTo(429);
    }

    @Test
    void the_addresses_of_one_ipv6_network_share_a_limit() {
        var network = "2001:db8:" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x10000)) + ":7:";

        call("by-method", network + ":1");
        assertThat(call("by-method", network + "ffff::2").header("RateLimit")).startsWith("\"desk-login\";r=18;");
    }

    @Test
    void a_key_that_code_names_is_limited_whatever_the_address() {
        var email = "someone" + ThreadLocalRandom.current().nextLong() + "@example.com";
        IntStream.range(0, LimitGroup.SIGN_IN_EMAIL.capacity())
                .forEach(_ -> assertThat(call("by-key?email=" + email, randomAddress()).statusCode()).isEqualTo(200));
        var refused = call("by-key?email=" + email, randomAddress());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().getValues("RateLimit")).contains("\"sign-in-email\";r=0;t=900");
        assertThat(refused.asString()).doesNotContain("someone");
        assertThat(call("by-key?email=other" + email, client).statusCode()).isEqualTo(200);
    }

    @Test
    void code_can_limit_the_client_itself() {
        exhaust("webhook", client, LimitGroup.UNVERIFIED_WEBHOOK);

        assertThat(call("webhook", client).header("Retry-After")).isEqualTo("60");
    }

    @Test
    void a_body_that_cannot_be_read_counts_too() {
        var response = given().header("X-Forwarded-For", client).contentType("application/json").body("{")
                .post("/api/limited/body");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.header("RateLimit")).isEqualTo("\"checkout\";r=29;t=600");
    }

    @Test
    void of_many_calls_at_the_same_time_exactly_the_limit_passes() throws Exception {
        var callers = IntStream.range(0, 40)
                .<Callable<Integer>>mapToObj(_ -> () -> call("by-method", client).statusCode()).toList();
        try (var pool = Executors.newFixedThreadPool(20)) {
            var statuses = pool.invokeAll(callers).stream().map(Future::resultNow).toList();

            assertThat(statuses).filteredOn(status -> status == 200).hasSize(LimitGroup.DESK_LOGIN.capacity());
            assertThat(statuses).filteredOn(status -> status == 429).hasSize(40 - LimitGroup.DESK_LOGIN.capacity());
        }
    }

    @Test
    @Tag("MON-6")
    void refusals_are_counted_by_group() {
        exhaust("by-method", client, LimitGroup.DESK_LOGIN);
        var before = refused("desk-login");
        call("by-method", client);

        assertThat(refused("desk-login") - before).isEqualTo(1);
    }

    /** Quarkus checks roles first: nothing was looked up by then, and no password can be guessed on such a route. */
    @Test
    void a_call_without_a_token_is_refused_before_it_counts() {
        var response = call("members", client);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.header("RateLimit")).isNull();
    }

    @Test
    void a_route_without_a_limit_says_nothing() {
        assertThat(given().get("/api/provoke/fine").header("RateLimit")).isNull();
    }

    private void exhaust(String path, String address, LimitGroup group) {
        IntStream.range(0, group.capacity()).forEach(_ -> assertThat(call(path, address).statusCode()).isEqualTo(200));
    }

    private static Response call(String path, String address) {
        return given().header("X-Forwarded-For", address).get("/api/limited/" + path);
    }

    private double refused(String group) {
        var counter = metrics.find("lumira.rate.limited").tags("group", group).counter();
        return counter == null ? 0 : counter.count();
    }

    private static String randomAddress() {
        var random = ThreadLocalRandom.current();
        return "203.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}
