package com.oraclelumira.api.desk;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.testing.Colleague;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.users.Identity;
import com.oraclelumira.api.users.Users;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class ClientsTest {
    @Inject
    Users users;

    @Inject
    AuditTrail audit;

    private final Shop shop = new Shop();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private Colleague expert;

    @BeforeEach
    void signIn() {
        expert = Colleague.expert();
    }

    @Test
    void a_client_is_found_by_every_word_and_shown_with_her_purchases() {
        Purchases.delivered(shop.buy("mystique"));
        shop.buy("profond");
        awaitAccount();
        list("?search=PAUL " + shop.email.substring(7, 30)).body("clients", hasSize(1))
                .body("clients[0].email", equalTo(shop.email)).body("clients[0].firstName", equalTo("Paul"))
                .body("clients[0].subscriptionStatus", equalTo("inactive")).body("pagination.total", equalTo(1))
                .body("pagination.limit", equalTo(1000));
    }

    @Test
    void defect_31_purchases_are_counted_once_each() {
        Purchases.delivered(shop.buy("mystique"));
        shop.buy("mystique");
        shop.buy("profond");
        shop.order("profond"); // never paid
        awaitAccount();
        list("?search=" + shop.email).body("clients[0].totalOrders", equalTo(3));
        expert.request().get("/api/expert/clients/" + clientId() + "/stats").then().statusCode(200)
                .body("totalRevenue", equalTo(4700 + 4700 + 6700)).body("completedOrders", equalTo(1))
                .body("pendingOrders", equalTo(2)).body("averageOrderValue", equalTo(5367))
                .body("favoriteLevel", equalTo(2));
    }

    @Test
    void defect_12_what_is_typed_is_never_read_as_a_pattern() {
        users.welcome(new Identity("dot." + mark + "@example.com", "A.*B" + mark, "Essai", null));
        users.welcome(new Identity("other." + mark + "@example.com", "AxxB" + mark, "Essai", null));
        list("?search=A.*B" + mark).body("clients.firstName", contains("A.*B" + mark));
        for (var nasty : List.of("(a+)+$", "[", "\\E.*", "*", "(?s).*", "\\"))
            list(nasty, mark).body("clients", hasSize(0));
        expert.request().queryParam("search", "x".repeat(101)).get("/api/expert/clients").then().statusCode(400);
    }

    @Test
    void defect_20_only_listed_fields_sort_and_nothing_can_be_assigned() {
        for (int n = 1; n <= 3; n++)
            users.welcome(new Identity(n + "." + mark + "@example.com", "Tri" + mark, "N" + (4 - n), null));
        list("?search=Tri" + mark + "&sortBy=lastName&sortOrder=asc").body("clients.lastName",
                contains("N1", "N2", "N3"));
        list("?search=Tri" + mark + "&sortBy=lastName&limit=2&page=2").body("clients.lastName", contains("N1"))
                .body("pagination", equalTo(Map.of("current", 2, "total", 2, "count", 3, "limit", 2)));
        expert.request().get("/api/expert/clients?sortBy=profile.birthDate").then().statusCode(400);
        expert.request().get("/api/expert/clients?limit=100000").then().statusCode(200)
                .body("clients.size()", lessThanOrEqualTo(1000)).body("pagination.limit", equalTo(1000));
        var id = users.byEmail("1." + mark + "@example.com").orElseThrow().id();
        expert.request().body(Map.of("email", "thief@example.com")).patch("/api/expert/clients/" + id).then()
                .statusCode(405);
    }

    @Test
    void orders_of_a_client_come_page_by_page() {
        shop.buy("mystique");
        shop.buy("profond");
        awaitAccount();
        expert.request().get("/api/expert/clients/" + clientId() + "/orders?limit=1&page=2").then().statusCode(200)
                .body("orders", hasSize(1)).body("orders[0].level", equalTo(2))
                .body("orders[0].formData.email", equalTo(shop.email))
                .body("pagination", equalTo(Map.of("current", 2, "total", 2, "count", 2, "limit", 1)));
    }

    @Test
    void each_look_at_personal_data_is_one_line_on_the_trail() {
        shop.buy("mystique");
        awaitAccount();
        expert.request().get("/api/expert/clients?search=" + mark).then().statusCode(200);
        expert.request().get("/api/expert/clients/" + clientId() + "/orders").then().statusCode(200);
        assertThat(audit.about("clients").stream().filter(entry -> entry.actor().equals("expert:" + expert.id())))
                .singleElement().satisfies(entry -> assertThat(entry.action()).isEqualTo("clients.listed"));
        assertThat(audit.about(clientId())).singleElement()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("client.orders_viewed"));
        assertThat(audit.about("clients").toString()).doesNotContain(mark);
    }

    @Test
    @Tag("SEC-2")
    void nobody_but_an_expert_gets_in() {
        shop.buy("mystique");
        var customer = shop.signIn().<String>path("token");
        awaitAccount();
        for (var path : List.of("", "/" + clientId() + "/stats", "/" + clientId() + "/orders")) {
            given().get("/api/expert/clients" + path).then().statusCode(401);
            given().auth().oauth2(customer).get("/api/expert/clients" + path).then().statusCode(403);
        }
        given().auth().oauth2(customer).delete("/api/expert/clients/" + clientId()).then().statusCode(403);
        expert.request().get("/api/expert/clients/nonsense/stats").then().statusCode(404).body("error",
                equalTo("Client non trouvé"));
    }

    private ValidatableResponse list(String query) {
        return expert.request().get("/api/expert/clients" + query).then().statusCode(200);
    }

    private ValidatableResponse list(String nasty, String marked) {
        return expert.request().queryParam("search", nasty + " " + marked + marked).get("/api/expert/clients").then()
                .statusCode(200);
    }

    private void awaitAccount() {
        Shop.await().until(() -> users.byEmail(shop.email).isPresent());
    }

    private String clientId() {
        return users.byEmail(shop.email).orElseThrow().id().toHexString();
    }
}
