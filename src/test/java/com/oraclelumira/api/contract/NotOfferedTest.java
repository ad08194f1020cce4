package com.oraclelumira.api.contract;

import java.util.List;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Colleague;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.oraclelumira.api.http.ProblemType.FORBIDDEN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What v1 offered to everybody and no page ever called: it is not there any more, for nobody. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-1")
class NotOfferedTest {
    private static final List<String> RECORDED = List.of("02-health-deep", "40-orders-list-noauth",
            "44-auth-v1-not-completed", "101-content", "102-users-order-content-broken", "110-noauth-status-patch",
            "120-debug-env", "121-unknown");
    /** By the names that v1's code gave them; ID is an order's. */
    private static final List<String> READ_IN_THE_CODE = List.of("GET /api/orders/number/LU2611220001",
            "GET /api/orders/stats/overview", "PATCH /api/orders/ID/content", "PATCH /api/orders/ID/delivered",
            "PATCH /api/orders/ID/expert-review", "PATCH /api/orders/ID/status",
            "PATCH /api/products/orders/ID/customer", "POST /api/payments/create-payment-intent",
            "GET /api/payments/orders/ID", "POST /api/stripe/create-payment-intent", "POST /api/products/create-order",
            "POST /api/products/simulate-payment", "POST /api/expert/debug-login", "POST /api/expert/create-debug",
            "GET /api/expert/check", "GET /api/debug/env-check", "GET /api/expert-test", "GET /api/ready/verbose",
            "GET /api/admin/diagnose/stats/missing-pdfs");

    private final Shop shop = new Shop();

    @Test
    @Tag("defect-18")
    void the_recorded_ones_lead_nowhere() {
        shop.buy("mystique");
        var token = shop.signIn().<String>path("token");
        for (var name : RECORDED) {
            var v1 = Recording.of(name);
            var client = shop.request();
            if (v1.request().path("headers").has("authorization"))
                client.auth().oauth2(token);
            if (v1.request().has("body"))
                client.body(v1.request().get("body").toString());
            var answer = client.request(v1.request().get("method").textValue(), v1.path());
            assertThat(answer.statusCode()).as(name).isEqualTo(404);
            assertThat(answer.path("code").toString()).as(name).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void defects_1_2_9_11_14_16_18_v1s_open_doors_are_walled_up() {
        var handle = shop.buy("mystique");
        var before = shop.status(handle).asString();
        for (var id : List.of(handle, shop.status(handle).<String>path("_id")))
            for (var call : READ_IN_THE_CODE) {
                int space = call.indexOf(' ');
                var answer = given().contentType("application/json").body("{\"status\":\"completed\"}").request(
                        call.substring(0, space), call.substring(space + 1).replace("ID", id));
                assertThat(answer.statusCode()).as(call).isIn(404, 405);
                assertThat(answer.asString()).as(call).doesNotContain(shop.email, "Payant");
            }
        assertThat(shop.status(handle).asString()).isEqualTo(before);
    }

    @Test
    void the_customers_accounts_for_an_expert_who_is_no_admin() {
        var v1 = Recording.of("77-users-admin-with-expert").with("<jwt>", Colleague.expert().token());
        v1.replay(shop.request()).differsOnlyBy(
                Allowances.refusal(v1, FORBIDDEN, "Vous n'avez pas accès à cette ressource.")
                        .instead("body.code", "FORBIDDEN", "one code for all that is forbidden")
                        .without("which role would do is nobody's business", "body.required"));
    }
}
