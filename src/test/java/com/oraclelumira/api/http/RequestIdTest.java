package com.oraclelumira.api.http;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.MongoResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("INF-6")
class RequestIdTest {
    private static final String PATH = "/api/provoke/fine";

    @ParameterizedTest
    @ValueSource(strings = {"a", "req_1795342495489_3z2qf5i", "8692b2bd-e141-4f2b-89c6-a1af354bf56b", "v1.2"})
    void a_harmless_id_is_kept(String id) {
        assertThat(given().header("X-Request-Id", id).get(PATH).headers().getValues("X-Request-Id"))
                .containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "semi;colon", "<script>", "é", "{jndi}",
            "0123456789012345678901234567890123456789012345678901234567890123456789"})
    void anything_else_is_replaced(String id) {
        var answered = given().header("X-Request-Id", id).get(PATH).header("X-Request-Id");

        assertThat(answered).isNotEqualTo(id).matches("[A-Za-z0-9_-]{16}");
    }

    @Test
    void a_new_id_is_never_given_twice() {
        assertThat(given().get(PATH).header("X-Request-Id")).isNotEqualTo(given().get(PATH).header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/api/provoke/fine-on-the-event-loop"})
    void the_code_that_answers_knows_the_id_on_any_thread(String path) {
        var response = given().get(path);

        assertThat(response.path("requestId").toString()).isEqualTo(response.header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/users/auth/link/made-up", "/api/users/email-change/made-up",
            "/api/support/confirm/made-up"})
    void a_page_that_says_no_shows_the_id_to_who_reads_it(String page) {
        var response = given().header("X-Request-Id", "the-one").get(page);

        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.asString()).contains("Référence pour notre assistance : the-one<");
    }

    @Test
    void every_log_line_of_a_request_carries_the_id() {
        try (var log = new LogLines()) {
            given().header("X-Request-Id", "the-one").get("/api/provoke/bug");

            assertThat(log.of("the-one")).extracting(line -> line.getMessage().split(" ")[0])
                    .containsExactly("provoked.bug", "problem.sent");
        }
    }
}
