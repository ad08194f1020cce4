package com.oraclelumira.api.http;

import java.util.Map;
import java.util.logging.Level;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.security.TokenIssuer;
import com.oraclelumira.api.testing.MongoResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(MongoResource.class)
class ProblemsTest {
    private static final String LETTERS = "/api/provoke/letters";

    @Inject
    TokenIssuer tokens;

    @Inject
    MeterRegistry metrics;

    @Test
    void a_refusal_has_every_member_of_rfc_9457_and_those_that_the_frontends_read() {
        var response = given().get("/api/provoke/refusal?email=someone@example.com");

        assertProblem(response, 409, "PRODUCT_UNAVAILABLE");
        var body = response.jsonPath().getMap("$");
        assertThat(body).containsEntry("type", "https://api.oraclelumira.com/problems/product-unavailable")
                .containsEntry("title", "Produit bientôt disponible")
                .containsEntry("detail", "Ce produit arrive bientôt.")
                .containsEntry("instance", "/api/provoke/refusal").containsEntry("error", "Ce produit arrive bientôt.")
                .containsEntry("message", "Ce produit arrive bientôt.").containsEntry("productId", "integrale");
        assertThat(body.get("timestamp").toString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(response.header("X-Own")).isEqualTo("yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/api/nope", "/api/provoke/numbers/seven",
            "/%2e%2e/etc/passwd"})
    void a_path_that_leads_nowhere_is_a_404(String path) {
        assertProblem(given().urlEncodingEnabled(false).get(path), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        page=seven          | Le paramètre « page » doit être un nombre entier.
        page=1.5            | Le paramètre « page » doit être un nombre entier.
        limit=99999999999   | Le paramètre « limit » doit être un nombre entier.
        sure=perhaps        | Le paramètre « sure » doit être true ou false.
        colour=green        | Le paramètre « colour » doit être l'un de : [RED, BLUE].
        """)
    void a_query_that_does_not_fit_is_a_400_that_names_the_parameter(String query, String sentence) {
        var response = given().get("/api/provoke/query?" + query);
        assertProblem(response, 400, "VALIDATION_ERROR");
        assertThat(response.path("error").toString()).isEqualTo(sentence);
    }

    @Test
    void a_query_that_fits_is_read() {
        assertThat(given().get("/api/provoke/query?page=7&limit=-2&sure=true&colour=BLUE").jsonPath().getMap("$"))
                .isEqualTo(Map.of("page", 7, "limit", -2, "sure", true, "colour", "BLUE"));
        assertThat(given().get("/api/provoke/query?page=").jsonPath().getMap("$"))
                .isEqualTo(Map.of("page", 1, "limit", 0, "sure", false, "colour", "RED"));
    }

    @Test
    void a_wrong_method_is_a_405_that_names_the_right_ones() {
        var letters = given().delete(LETTERS);
        var number = given().patch("/api/provoke/numbers/7");

        assertProblem(letters, 405, "METHOD_NOT_ALLOWED");
        assertThat(letters.headers().getValues("Allow")).containsExactly("OPTIONS, POST");
        assertProblem(number, 405, "METHOD_NOT_ALLOWED");
        assertThat(number.headers().getValues("Allow")).containsExactly("GET, HEAD, OPTIONS");
    }

    @Test
    void a_format_that_nobody_produces_is_a_406() {
        assertProblem(given().accept("text/html").get("/api/provoke/fine"), 406, "NOT_ACCEPTABLE");
    }

    @Test
    void a_body_in_another_format_is_a_415() {
        assertProblem(given().contentType("text/plain").body("hello").post(LETTERS), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[", "nonsense", "", "null", "{\"pages\":\"many\"}", "[1]", "\"text\"",
            "{\"pages\":1e99999999}"})
    void a_body_that_is_no_fitting_json_is_a_400(String body) {
        var response = given().contentType("application/json").body(body).post(LETTERS);
        assertProblem(response, 400, "INVALID_REQUEST_BODY");
        assertThat(response.asString()).doesNotContain("com.oraclelumira", "jackson", "line:");
    }

    @Test
    void the_two_sentences_of_401_are_those_of_v1() {
        var none = given().get("/api/provoke/members");
        var bad = given().header("Authorization", "Bearer x.y.z").get("/api/provoke/members");
        var basic = given().header("Authorization", "Basic eDp5").get("/api/provoke/members");

        assertProblem(none, 401, "UNAUTHENTICATED");
        assertThat(none.path("error").toString()).isEqualTo("Token d'authentification requis");
        assertThat(bad.path("error").toString()).isEqualTo("Token invalide");
        assertThat(basic.path("error").toString()).isEqualTo("Token invalide");
        assertThat(bad.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    @Tag("COM-2")
    void a_bug_is_told_to_the_log_and_not_to_the_caller() {
        try (var log = new LogLines()) {
            var response = given().get("/api/provoke/bug");

            assertProblem(response, 500, "INTERNAL_SERVER_ERROR");
            assertThat(response.asString()).doesNotContain("sk_test", "IllegalState", "at com.");
            var lines = log.of(response.header("X-Request-Id")).stream()
                    .filter(line -> line.getLevel().intValue() >= 1000).toList();
            assertThat(lines).singleElement()
                    .satisfies(line -> assertThat(line.getThrown()).hasMessageContaining("sk_test"));
        }
    }

    @Test
    @Tag("defect-17")
    void a_refusal_is_logged_once_below_warning_and_without_the_query() {
        try (var log = new LogLines()) {
            var response = given().get("/api/provoke/refusal?email=someone@example.com");

            assertThat(log.of(response.header("X-Request-Id"))).singleElement().satisfies(line -> {
                assertThat(line.getLevel().intValue()).isLessThan(Level.WARNING.intValue());
                assertThat(line.getMessage()).contains("PRODUCT_UNAVAILABLE").doesNotContain("someone");
            });
        }
    }

    @Test
    @Tag("COM-2")
    void who_tries_what_is_not_hers_is_in_the_log_without_her_token() {
        var token = tokens.customer("6b02c0a13fe62bdfac62dd4a", "someone@example.com", TokenIssuer.Proof.MAILBOX, null);
        try (var log = new LogLines()) {
            var response = given().auth().oauth2(token).get("/api/provoke/members");

            assertProblem(response, 403, "FORBIDDEN");
            assertThat(log.of(response.header("X-Request-Id"))).singleElement().satisfies(line -> {
                assertThat(line.getLevel()).isEqualTo(org.jboss.logmanager.Level.INFO);
                assertThat(line.getMessage()).contains("FORBIDDEN", "/api/provoke/members").doesNotContain(token);
            });
        }
    }

    @Test
    @Tag("MON-4")
    void every_problem_is_counted_by_its_code() {
        var before = counted("PRODUCT_UNAVAILABLE");
        given().get("/api/provoke/refusal");
        assertThat(counted("PRODUCT_UNAVAILABLE") - before).isEqualTo(1);

        var notFound = counted("NOT_FOUND");
        given().get("/nope");
        assertThat(counted("NOT_FOUND") - notFound).isEqualTo(1);
    }

    @Test
    void a_duplicate_key_is_a_409() {
        assertProblem(given().get("/api/provoke/duplicate"), 409, "CONFLICT");
    }

    @ParameterizedTest
    @CsvSource({"/api/provoke/database-away", "/api/provoke/letter-count"})
    void a_database_that_is_away_is_a_503_that_says_when_to_come_back(String path) {
        MongoResource.takeAway();
        try {
            var response = given().get(path);
            assertProblem(response, 503, "SERVICE_UNAVAILABLE");
            assertThat(response.header("Retry-After")).isEqualTo("5");
            assertThat(response.asString()).doesNotContain("127.0.0.1", "db.internal", "Mongo");
        } finally {
            MongoResource.bringBack();
        }
    }

    @Test
    void head_is_answered_without_a_body() {
        given().head("/api/provoke/bug").then().statusCode(500);
    }

    private double counted(String code) {
        var counter = metrics.find("lumira.problems").tags("code", code).counter();
        return counter == null ? 0 : counter.count();
    }

    private static void assertProblem(Response response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        Map<String, Object> body = response.jsonPath().getMap("$");
        assertThat(body).containsEntry("status", status).containsEntry("code", code)
                .containsEntry("requestId", response.header("X-Request-Id"))
                .containsKeys("type", "title", "detail", "instance", "error", "message", "timestamp");
    }
}
