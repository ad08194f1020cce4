package com.oraclelumira.api.isolation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.ExpertTokens;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever another customer, a stranger or an expert of the past asks, nothing of a customer is in an answer and nothing
 * of hers changes. The operations come from the application itself: one that {@link Aims} does not know fails here.
 *
 * <p>What counts as possession, by design, because the pages send nothing else: an order's PaymentIntent id
 * ({@code pi_…}, told to its buyer alone) opens M3, M4 and M16 of this order. M3 and M4 show its buyer's name, address and
 * phone, with which the form fills itself in, and nothing else of hers; M16 writes to this order. A free order's handle
 * is no secret and opens nothing from another network. A photo's key opens the photo for a day.
 */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-2")
class IsolationTest {
    private final Shop mallory = new Shop();

    @Test
    void no_operation_tells_or_changes_anything_of_another_customer() {
        var her = new Victim();
        var aims = new Aims(her);
        assertThat(Operations.offered()).as("what the application offers, and what this test can aim")
                .containsExactlyInAnyOrderElementsOf(aims.operations().toList());
        var before = her.stored();
        for (var caller : callers().entrySet())
            for (var operation : Operations.offered())
                for (var aim : aims.of(operation)) {
                    var shot = caller.getKey() + ": " + operation + " " + aim;
                    tellsNothing(shot, aim.fire(caller.getValue().get(), operation), her.secrets());
                    assertThat(her.stored()).as(shot).isEqualTo(before);
                }
    }

    @Test
    void even_the_handle_of_an_order_shows_nothing_that_she_wrote_sent_or_was_sent() {
        var her = new Victim();
        for (var path : List.of("orders/", "products/orders/", "products/order/")) {
            var answer = given().get("/api/" + path + her.delivered);
            answer.then().statusCode(200);
            tellsNothing(path, answer, her.sealed());
        }
        var again = mallory.request().body(Map.of("formData", Map.of("firstName", "Mallory")))
                .post("/api/orders/by-payment-intent/" + her.delivered + "/client-submit");
        again.then().statusCode(409);
        tellsNothing("M16", again, her.sealed());
    }

    @Test
    void her_own_token_opens_all_of_it() {
        var her = new Shop();
        Purchases.delivered(her.buy("mystique"));
        var list = given().auth().oauth2(her.signIn().path("token")).get("/api/users/orders/completed");
        assertThat(list.asString()).contains(her.email, "Votre lecture");
    }

    private static void tellsNothing(String shot, Response answer, List<String> secrets) {
        var told = answer.asString() + answer.headers();
        assertThat(told).as(shot).doesNotContain(secrets.toArray(String[]::new));
        assertThat(answer.statusCode()).as(shot).isLessThan(500).isNotEqualTo(429);
    }

    private Map<String, Supplier<RequestSpecification>> callers() {
        Purchases.delivered(mallory.buy("mystique"));
        var customer = mallory.signIn().then().statusCode(200).extract().<String>path("token");
        var former = ExpertTokens.disabled();
        var callers = new LinkedHashMap<String, Supplier<RequestSpecification>>();
        callers.put("another customer", () -> mallory.request().auth().oauth2(customer));
        callers.put("a stranger", () -> mallory.fromElsewhere());
        callers.put("an expert of the past", () -> mallory.fromElsewhere().auth().oauth2(former));
        return callers;
    }
}
