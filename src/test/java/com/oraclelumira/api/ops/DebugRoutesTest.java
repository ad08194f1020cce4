package com.oraclelumira.api.ops;

import java.util.Map;
import java.util.Set;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.ShopResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-6")
class DebugRoutesTest {
    private static final Set<String> OF_THIS_REQUEST = Set.of("instance", "requestId", "timestamp");

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    @Tag("defect-16")
    void without_its_switch_a_debug_route_is_an_unknown_path(String method) {
        assertThat(problem(method, "/demo")).isEqualTo(problem(method, "/nowhere"))
                .containsEntry("code", "NOT_FOUND");
    }

    private static Map<String, Object> problem(String method, String path) {
        Map<String, Object> body = given().request(method, path).then().statusCode(404).extract().path("$");
        body.keySet().removeAll(OF_THIS_REQUEST);
        return body;
    }
}
