package com.oraclelumira.api.sanctuary;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.testing.Colleague;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class ReadingsTest {
    private final Shop shop = new Shop();

    @Test
    void defect_32_one_row_for_each_purchase_and_a_bare_payment_is_not_delivered() {
        var first = shop.buy("mystique");
        Purchases.delivered(first);
        shop.buy("profond");
        shop.order("mystique"); // never paid
        readings().body("orders", hasSize(2)).body("total", equalTo(2))
                .body("orders.status", contains("paid", "completed")).body("orders.level", contains(3, 2))
                .body("orders[0].generatedContent", nullValue()).body("orders[0].expertValidation", nullValue())
                .body("orders[1].generatedContent.reading", equalTo("Votre lecture")).body("user.level", equalTo(3));
    }

    @Test
    void content_is_shown_only_once_an_expert_let_it_go_out() {
        var intent = shop.buy("mystique");
        for (var status : List.of(FulfilmentStatus.IN_PRODUCTION, FulfilmentStatus.AWAITING_VALIDATION,
                FulfilmentStatus.PRODUCTION_FAILED)) {
            Purchases.at(intent, status);
            readings().body("orders[0].generatedContent", nullValue())
                    .body("orders[0].expertValidation", nullValue()).body("orders[0].deliveredAt", nullValue());
            stats().body("availableContent.readings", equalTo(0)).body("completedOrders", equalTo(0));
        }
    }

    @Test
    void defect_40_a_delivered_reading_stays_readable_while_an_expert_works_on_it_again() {
        var intent = shop.buy("mystique");
        Purchases.reopened(intent);
        readings().body("orders[0].generatedContent.reading", equalTo("Votre lecture"))
                .body("orders[0].status", equalTo("completed"));
    }

    @Test
    void what_experts_note_for_each_other_is_not_in_it() {
        var intent = shop.buy("mystique");
        Purchases.submitted(intent, "uploads/2026/11/a.jpg");
        Purchases.delivered(intent);
        var answer = readings()
                .body("orders[0].expertValidation",
                        equalTo(Map.of("validationStatus", "approved", "validatorName", "Maya", "validatedAt",
                                "2026-11-22T10:14:59.438Z")))
                .body("orders[0].formData",
                        equalTo(Map.of("firstName", "Paul", "lastName", "Payant Dupont", "specificQuestion",
                                "Ma question ?", "objective", "Paix", "dateOfBirth", "1990-05-15")))
                .body("orders[0].clientInputs",
                        equalTo(Map.of("birthTime", "14:30", "birthPlace", "Paris", "lifeQuestion", "Paix")))
                .extract().asString();
        assertThat(answer).doesNotContain("interne", "prompt", "doux", "uploads/2026");
    }

    @Test
    @Tag("PAY-4")
    void defect_30_a_refund_takes_the_reading_away_and_says_so() {
        var intent = shop.buy("mystique");
        Purchases.delivered(intent);
        readings().body("orders[0].generatedContent.reading", equalTo("Votre lecture"));
        var token = token();
        refund(intent);
        shop.awaitStatus(intent, "refunded");
        readings(token).body("orders[0].status", equalTo("refunded"))
                .body("orders[0].generatedContent", nullValue());
        stats(token).body("totalSpent", equalTo(0)).body("currentLevel", equalTo(0))
                .body("availableContent.pdfs", equalTo(0));
    }

    @Test
    void the_figures_are_those_of_the_list() {
        var first = shop.buy("mystique");
        Purchases.delivered(first);
        shop.buy("profond");
        stats().body("totalOrders", equalTo(2)).body("completedOrders", equalTo(1)).body("pendingOrders", equalTo(1))
                .body("totalSpent", equalTo(4700 + 6700)).body("currentLevel", equalTo(2)).body("maxLevel", equalTo(3))
                .body("levelProgress", equalTo(50)).body("availableContent",
                        equalTo(Map.of("readings", 1, "audios", 1, "pdfs", 1, "mandalas", 0)));
    }

    @Test
    @Tag("SEC-2")
    void a_customer_sees_nothing_of_another() {
        var hers = shop.buy("mystique");
        Purchases.delivered(hers);
        var other = new Shop();
        other.buy("profond");
        var answer = given().auth().oauth2(other.signIn().path("token")).get("/api/users/orders/completed").asString();
        assertThat(answer).doesNotContain(hers, shop.email, "Votre lecture");
    }

    @Test
    void defect_50_a_refusal_has_the_words_on_which_the_page_signs_out() {
        for (var path : List.of("orders/completed", "sanctuaire/stats", "profile", "entitlements", "me")) {
            given().get("/api/users/" + path).then().statusCode(401)
                    .body("error", equalTo("Token d'authentification requis"))
                    .body("message", equalTo("Token d'authentification requis"));
            given().auth().oauth2("x.y.z").get("/api/users/" + path).then().statusCode(401).body("error",
                    equalTo("Token invalide"));
            Colleague.expert().request().get("/api/users/" + path).then().statusCode(401).body("error",
                    equalTo("Token invalide pour le sanctuaire"));
        }
    }

    @Test
    void without_a_settled_order_the_counts_give_way_to_a_message() {
        var intent = shop.buy("mystique");
        var token = token();
        refund(intent);
        shop.awaitStatus(intent, "refunded");
        given().auth().oauth2(token).get("/api/users/entitlements").then().statusCode(200)
                .body("products", hasSize(0)).body("highestLevel", nullValue()).body("orderCount", nullValue())
                .body("message", equalTo("Aucune commande payée pour le moment."));
    }

    @Test
    void there_are_no_insights_and_the_page_is_told_so() {
        given().get("/api/insights/synthesis").then().statusCode(200).body("", hasSize(0));
    }

    private void refund(String intent) {
        given().auth().oauth2(ShopResource.SECRET_KEY).formParam("payment_intent", intent)
                .post(ShopResource.stripe().baseUrl() + "/v1/refunds").then().statusCode(200);
    }

    private String token() {
        return shop.signIn().then().statusCode(200).extract().path("token");
    }

    private ValidatableResponse readings() {
        return readings(token());
    }

    private static ValidatableResponse readings(String token) {
        return given().auth().oauth2(token).get("/api/users/orders/completed").then().statusCode(200);
    }

    private ValidatableResponse stats() {
        return stats(token());
    }

    private static ValidatableResponse stats(String token) {
        return given().auth().oauth2(token).get("/api/users/sanctuaire/stats").then().statusCode(200);
    }
}
