package com.oraclelumira.api.admission;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.oraclelumira.api.testing.MongoResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** How large a body each operation takes. */
@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("SEC-8")
@Tag("defect-22")
class BodiesTest {
    private static final int KIB = 1024;

    @ParameterizedTest
    @CsvSource({"/api/products/create-payment-intent, 64", "/api/users/auth/sanctuaire-v2, 64",
            "/api/uploads/presign, 64", "/api/expert/login, 64", "/api/expert/validate-content, 64",
            "/api/expert/process-order, 256", "/api/orders/by-payment-intent/pi_x/client-submit, 256",
            "/api/payments/webhook, 1024", "/api/stripe/webhook, 1024", "/api/products/webhook, 1024",
            "/api/expert/n8n-callback, 1024", "/api/no-such-route, 64"})
    void an_operation_takes_as_much_as_it_can_use_and_not_a_byte_more(String path, int kib) {
        assertThat(post(path, kib * KIB).statusCode()).isIn(400, 401, 404);

        var refused = post(path, kib * KIB + 1);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.path("code").toString()).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void every_path_with_a_rule_of_its_own_exists() {
        Call.BY_PATH.forEach((path, call) -> assertThat(call.lane() == Lane.MONITORS
                ? given().get(path).statusCode()
                : post(path, 2).statusCode()).as(path).isIn(200, 400, 401, 403));
        assertThat(post("/api/orders/by-payment-intent/pi_x" + Call.FORM, 2).path("code").toString())
                .isIn("INVALID_REQUEST_BODY", "ORDER_NOT_FOUND");
    }

    private static Response post(String path, int length) {
        return given().contentType("application/json").body("x".repeat(length)).post(path);
    }
}
