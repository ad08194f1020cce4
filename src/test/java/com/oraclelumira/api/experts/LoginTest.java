package com.oraclelumira.api.experts;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.audit.AuditEntry;
import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class LoginTest {
    @Inject
    Experts experts;

    @Inject
    AuditTrail audit;

    @Inject
    MeterRegistry metrics;

    @Inject
    SettableClock clock;

    private final Desk maya = Desk.expert();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Tag("SEC-2")
    void an_expert_gets_a_token_for_eight_hours_with_v1s_claims() {
        var token = maya.login(Desk.PASSWORD).then().statusCode(200).body("success", equalTo(true))
                .body("expert.lastLogin", notNullValue()).extract().<String>path("token");
        var claims = JsonPath.from(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1])));
        assertThat(claims.getString("expertId")).isEqualTo(maya.expert.id().toHexString());
        assertThat(claims.getString("email")).isEqualTo(maya.expert.email());
        assertThat(claims.getString("name")).isEqualTo("Maya");
        assertThat(claims.getString("role")).isEqualTo("expert");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(8 * 3600);
        assertThat(experts.byId(maya.expert.id()).orElseThrow().lastLoginAt()).isNotNull();
    }

    @Test
    void a_wrong_password_no_account_and_a_disabled_one_are_answered_alike_and_not_401() {
        var disabled = Desk.expert();
        experts.activate(disabled.expert.id(), false);
        var answers = List.of(maya.login("wrong-password"), disabled.login(Desk.PASSWORD),
                login(new Shop().request(), "nobody@example.com", Desk.PASSWORD));
        for (var answer : answers)
            answer.then().statusCode(400).body("error", equalTo("Identifiants invalides"))
                    .body("code", equalTo("INVALID_CREDENTIALS"));
    }

    @Test
    void the_time_of_an_answer_does_not_tell_whether_the_account_exists_even_with_v1s_cheaper_hash() {
        var passwords = new Passwords();
        long none = fastest(passwords, null);
        long former = fastest(passwords, BcryptUtil.bcryptHash("other-password", 10));
        long present = fastest(passwords, BcryptUtil.bcryptHash("other-password", 12));
        assertThat(none).isBetween(present / 3, present * 3);
        assertThat(former).isBetween(present / 2, present * 3);
    }

    private static long fastest(Passwords passwords, String hash) {
        return IntStream.range(0, 2).mapToLong(n -> {
            long start = System.nanoTime();
            assertThat(passwords.match(Desk.PASSWORD, hash)).isFalse();
            return System.nanoTime() - start;
        }).min().orElseThrow();
    }

    @Test
    void v1s_hashes_open_the_desk_and_are_made_stronger() {
        var hash = BcryptUtil.bcryptHash(Desk.PASSWORD, 10);
        for (var prefix : List.of("$2a$", "$2b$")) {
            var id = maya.expert.id();
            experts.mongoCollection().updateOne(eq(id), set("passwordHash", prefix + hash.substring(4)));
            maya.login(Desk.PASSWORD).then().statusCode(200);
            assertThat(experts.byId(id).orElseThrow().passwordHash()).startsWith("$2a$12$");
            maya.login(Desk.PASSWORD).then().statusCode(200);
        }
    }

    @Test
    @Tag("SEC-8")
    void defect_13_five_wrong_passwords_lock_the_attacker_out_and_neither_the_expert_nor_her_colleagues() {
        var attacker = new Shop();
        clock.set(Instant.parse("2026-11-22T12:00:00.250Z"));
        for (int n = 0; n < 5; n++)
            login(attacker.request(), maya.expert.email(), "guess-number-" + n).then().statusCode(400);
        clock.advance(Duration.ofSeconds(100));
        login(attacker.request(), maya.expert.email(), Desk.PASSWORD).then().statusCode(429)
                .header("Retry-After", "800").body("error", containsString("15 minutes"));
        var colleague = Desk.expert();
        login(attacker.request(), colleague.expert.email(), Desk.PASSWORD).then().statusCode(200);
        maya.login(Desk.PASSWORD).then().statusCode(200);
        clock.advance(Duration.ofSeconds(799));
        login(attacker.request(), maya.expert.email(), Desk.PASSWORD).then().statusCode(429).header("Retry-After", "1");
        clock.advance(Duration.ofSeconds(1));
        login(attacker.request(), maya.expert.email(), Desk.PASSWORD).then().statusCode(200);
    }

    @Test
    @Tag("SEC-8")
    void guesses_at_the_same_moment_are_counted_one_by_one() {
        var attacker = new Shop();
        var answers = Parallel.run(8, () -> login(attacker.request(), maya.expert.email(), "guess").statusCode());
        assertThat(answers.stream().filter(status -> status == 400)).hasSize(5);
        assertThat(answers.stream().filter(status -> status == 429)).hasSize(3);
        maya.login(Desk.PASSWORD).then().statusCode(200);
    }

    @Test
    @Tag("SEC-2")
    void every_sign_in_is_on_the_trail_and_every_refusal_and_lock_is_counted() {
        var refused = logins("refused");
        var locked = logins("locked");
        var attacker = new Shop();
        for (int n = 0; n < 6; n++)
            login(attacker.request(), maya.expert.email(), "guess");
        assertThat(logins("refused") - refused).isEqualTo(5);
        assertThat(logins("locked") - locked).isEqualTo(1);
        maya.login(Desk.PASSWORD).then().statusCode(200);
        assertThat(audit.about(maya.expert.actor())).extracting(AuditEntry::action).containsExactly("expert.signed_in");
    }

    private double logins(String outcome) {
        return metrics.counter("lumira.desk.logins", "outcome", outcome).count();
    }

    @Test
    void an_account_that_does_not_exist_is_locked_alike() {
        var attacker = new Shop();
        for (int n = 0; n < 5; n++)
            login(attacker.request(), "nobody@example.com", "guess").then().statusCode(400);
        login(attacker.request(), "nobody@example.com", "guess").then().statusCode(429);
    }

    @Test
    void defect_49_twenty_experts_behind_one_address_sign_in_twice() {
        var office = new Shop();
        var team = IntStream.range(0, 20).mapToObj(n -> Desk.expert().expert).toList();
        var strong = BcryptUtil.bcryptHash(Desk.PASSWORD, Passwords.COST);
        team.forEach(each -> experts.rehash(each, strong));
        var next = new AtomicInteger();
        for (int four = 0; four < 10; four++)
            assertThat(Parallel.run(4, () -> login(office.request(),
                    team.get(next.getAndIncrement() % team.size()).email(), Desk.PASSWORD).statusCode()))
                    .containsOnly(200);
    }

    @Test
    @Tag("SEC-8")
    void one_address_may_be_wrong_twenty_times() {
        var attacker = new Shop();
        var next = new AtomicInteger();
        for (int four = 0; four < 5; four++)
            assertThat(Parallel.run(4, () -> login(attacker.request(),
                    "nobody." + next.getAndIncrement() + "@example.com", "guess").statusCode())).containsOnly(400);
        login(attacker.request(), maya.expert.email(), Desk.PASSWORD).then().statusCode(429)
                .header("Retry-After", notNullValue()).contentType("application/problem+json");
    }

    @Test
    void a_flood_of_sign_ins_fills_its_queue_and_not_the_processors() {
        var passwords = new Passwords(1, 2, Duration.ofSeconds(20));
        var outcomes = Parallel.run(8, () -> {
            try {
                return String.valueOf(passwords.match("x", null));
            } catch (com.oraclelumira.api.http.ProblemException e) {
                return e.type().name();
            }
        });
        assertThat(outcomes).contains("false", "SERVICE_UNAVAILABLE");
        assertThat(outcomes.stream().filter("false"::equals).count()).isLessThanOrEqualTo(4);
    }

    @Test
    void an_address_and_a_password_are_asked_for() {
        for (var body : List.of(Map.of(), Map.of("email", "expert"), Map.of("email", "e@example.com"),
                Map.of("email", "e@example.com", "password", "")))
            new Shop().request().body(body).post("/api/expert/login").then().statusCode(400);
    }

    private static Response login(RequestSpecification who, String email, String password) {
        return who.body(Map.of("email", email, "password", password)).post("/api/expert/login");
    }
}
