package com.oraclelumira.api.http;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.MongoResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** JSON that is small enough and still made to keep a parser busy; what is looked at and what is skipped alike. */
@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("SEC-8")
class JsonLimitsTest {
    @Test
    void fifty_levels_are_enough() {
        assertThat(send("{\"other\":" + nested(JsonLimits.DEEPEST - 1) + "}").statusCode()).isEqualTo(200);
        refused("{\"other\":" + nested(JsonLimits.DEEPEST) + "}");
        refused("{\"subject\":" + nested(20_000) + "}");
        refused(nested(20_000));
    }

    @Test
    void no_name_has_more_than_two_hundred_characters() {
        assertThat(send("{\"" + "x".repeat(JsonLimits.LONGEST_NAME) + "\":1}").statusCode()).isEqualTo(200);
        refused("{\"" + "x".repeat(JsonLimits.LONGEST_NAME + 1) + "\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages", "other"})
    void no_number_has_more_than_fifty_digits(String field) {
        refused("{\"" + field + "\":" + "1".repeat(JsonLimits.LONGEST_NUMBER + 1) + "}");
        refused("{\"" + field + "\":1." + "1".repeat(JsonLimits.LONGEST_NUMBER) + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"subject\":\"a\",\"subject\":\"b\"}", "{\"other\":{\"a\":1,\"a\":2}}"})
    void no_name_comes_twice(String json) {
        refused(json);
    }

    @ParameterizedTest
    @Tag("SEC-9")
    @CsvSource(delimiter = '|', value = {"/api/users/auth/sanctuaire-v2|{\"email\":\"a@b.fr\",\"email\":\"c@d.fr\"}",
            "/api/expert/login|{\"email\":\"a@b.fr\",\"password\":\"x\",\"email\":\"c@d.fr\"}"})
    void nor_in_what_is_complete_already(String path, String json) {
        given().contentType("application/json").body(json).post(path).then().statusCode(400).body("code",
                equalTo("INVALID_REQUEST_BODY"));
    }

    private static void refused(String json) {
        var answer = send(json);
        assertThat(answer.statusCode()).as(json.substring(0, Math.min(60, json.length()))).isEqualTo(400);
        assertThat(answer.path("code").toString()).isEqualTo("INVALID_REQUEST_BODY");
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static Response send(String json) {
        return given().contentType("application/json").body(json).post("/api/provoke/letters");
    }
}
