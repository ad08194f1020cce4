package com.oraclelumira.api.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.audit.AuditEntry;
import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.testing.Colleague;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.eq;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class UserAdminTest {
    @Inject
    Users users;

    @Inject
    Orders orders;

    @Inject
    SettableClock clock;

    @Inject
    AuditTrail audit;

    private final Shop shop = new Shop();
    private Colleague admin;
    private String intent;
    private String id;

    @BeforeEach
    void a_customer_who_read_her_reading() {
        admin = Colleague.admin();
        intent = shop.buy("mystique");
        Shop.await().until(() -> orders.byHandle(intent).orElseThrow().effect("paid")
                .filter(effect -> effect.doneAt() != null).isPresent());
        Purchases.submitted(intent, "uploads/2026/11/a.jpg");
        Purchases.delivered(intent);
        id = users.byEmail(shop.email).orElseThrow().id().toHexString();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void an_admin_finds_and_reads_an_account_and_the_trail_shows_it() {
        admin.request().get("/api/users?search=" + shop.email).then().statusCode(200)
                .body("users.email", contains(shop.email)).body("pagination.count", equalTo(1));
        admin.request().get("/api/users/" + id).then().statusCode(200).body("firstName", equalTo("Paul"));
        admin.request().get("/api/admin/audit?subject=" + id).then().statusCode(200)
                .body("entries.action", hasItem("user.viewed"))
                .body("entries.actor", hasItem("expert:" + admin.id()));
        admin.request().get("/api/admin/audit").then().statusCode(400);
        admin.request().get("/api/users/nonsense").then().statusCode(404);
    }

    @Test
    @Tag("SEC-8")
    void a_page_has_at_most_a_hundred_accounts_whatever_is_asked_for() {
        for (var asked : Map.of("limit=1000000", 100, "limit=0", 1, "limit=-5", 1, "limit=7", 7).entrySet())
            admin.request().get("/api/users?" + asked.getKey()).then().statusCode(200)
                    .body("pagination.limit", equalTo(asked.getValue()))
                    .body("users.size()", lessThanOrEqualTo(asked.getValue()));
        admin.request().get("/api/users?page=0").then().statusCode(200).body("pagination.current", equalTo(1));
        admin.request().get("/api/users?page=2000000000&limit=100").then().statusCode(200)
                .body("pagination.current", equalTo(100_000)).body("users", hasSize(0));
        admin.request().get("/api/users?page=x").then().statusCode(400);
        admin.request().get("/api/users?limit=99999999999999999999").then().statusCode(400);
    }

    @Test
    @Tag("defect-12")
    void what_is_searched_for_is_never_read_as_a_pattern() {
        for (var pattern : List.of(".*", "^", "[a-z]", "(", "\\E.*", "$where", "(a+)+$"))
            admin.request().queryParam("search", pattern + " " + shop.email).get("/api/users").then().statusCode(200)
                    .body("users", hasSize(0));
        admin.request().queryParam("search", shop.email.toUpperCase(java.util.Locale.ROOT)).get("/api/users").then()
                .body("users.email", contains(shop.email));
        admin.request().queryParam("search", "x".repeat(101)).get("/api/users").then().statusCode(400);
    }

    @Test
    @Tag("defect-20")
    void each_list_look_and_export_is_a_line_of_the_trail() {
        admin.request().get("/api/users?search=" + shop.email).then().statusCode(200);
        admin.request().get("/api/users/" + id).then().statusCode(200);
        admin.request().get("/api/users/" + id + "/export").then().statusCode(200);
        var mine = audit.mongoCollection().find(eq("actor", "expert:" + admin.id())).into(new ArrayList<>());
        assertThat(mine).extracting(AuditEntry::action).containsExactly("users.listed", "user.viewed",
                "client.exported");
        assertThat(mine.getFirst().detail()).isEqualTo("page=1 ids=" + id);
        assertThat(mine).allMatch(line -> !line.toString().contains(shop.email));
    }

    @Test
    @Tag("defect-48")
    void an_export_has_everything_and_no_token() {
        given().header("X-Forwarded-For", "198.18.250.1").contentType("application/json")
                .body(Map.of("email", shop.email)).post("/api/users/auth/sanctuaire-v2").then().statusCode(403);
        Shop.await()
                .until(() -> admin.request().get("/api/users/" + id + "/export").<List<?>>path("signIns").size() == 1);
        var export = admin.request().get("/api/users/" + id + "/export").then().statusCode(200)
                .body("account.email", equalTo(shop.email)).body("orders", hasSize(1))
                .body("orders[0].paymentIntentId", equalTo(intent))
                .body("orders[0].payment.capturedCents", equalTo(4700))
                .body("orders[0].intake.specificQuestion", equalTo("Ma question ?"))
                .body("orders[0].intake.photos[0].key", equalTo("uploads/2026/11/a.jpg"))
                .body("orders[0].work.reading.reading", equalTo("Votre lecture"))
                .body("orders[0].work.prompt", equalTo("Un prompt suffisamment long"))
                .body("mails.template", hasItems("ORDER_CONFIRMATION"))
                .body("accesses.action", hasItem("client.exported")).extract().asString();
        assertThat(export).doesNotContain("tokenHash", "fingerprint");
    }

    @Test
    void an_export_names_every_access_wherever_it_happened() {
        var maya = Colleague.expert();
        var order = orders.byHandle(intent).orElseThrow();
        maya.request().get("/api/expert/orders/" + order.id()).then().statusCode(200);
        maya.request().get("/api/expert/orders/validated-history").then().statusCode(200);
        maya.request().get("/api/expert/clients?search=" + shop.email).then().statusCode(200);
        maya.request().get("/api/expert/clients/" + id + "/orders").then().statusCode(200);
        Purchases.submitted(intent, "uploads/2026/11/" + id + ".jpg");
        Purchases.delivered(intent,
                new Reading(null, "Texte", null, "lectures/" + id + ".pdf", null, null, null, null));
        maya.request().queryParam("key", "lectures/" + id + ".pdf").get("/api/expert/files/presign").then()
                .statusCode(200);
        maya.request().queryParam("key", "uploads/2026/11/" + id + ".jpg").get("/api/uploads/presign-get").then()
                .statusCode(200);
        var hers = "accesses.findAll { it.actor == 'expert:" + maya.id() + "' }.action";
        admin.request().get("/api/users/" + id + "/export").then().statusCode(200).body(hers,
                containsInAnyOrder("order.viewed", "orders.listed", "clients.listed", "client.orders_viewed",
                        "file.signed", "photo.signed"));
        admin.request().get("/api/admin/audit?subject=order:" + order.id()).then().body("entries.action",
                hasItems("order.viewed", "file.signed", "photo.signed"));
    }

    @Test
    @Tag("SEC-2")
    void an_admin_ends_a_customer_s_sessions_at_once_and_she_may_come_back_in_the_same_second() {
        clock.set(clock.instant());
        var stolen = shop.signIn().<String>path("token");
        given().auth().oauth2(stolen).get("/api/users/me").then().statusCode(200);
        admin.request().post("/api/users/" + id + "/end-sessions").then().statusCode(200).body("success",
                equalTo(true));
        given().auth().oauth2(stolen).get("/api/users/me").then().statusCode(401).body("error",
                equalTo("Token invalide"));
        var hers = shop.signIn().<String>path("token");
        given().auth().oauth2(hers).get("/api/users/me").then().statusCode(200);
        admin.request().get("/api/admin/audit?subject=" + id).then().body("entries.action",
                hasItem("client.sessions_ended"));
        admin.request().post("/api/users/nonsense/end-sessions").then().statusCode(404);
    }

    @Test
    @Tag("SEC-2")
    void an_erased_customer_s_token_is_worth_nothing() {
        var token = shop.signIn().<String>path("token");
        admin.request().delete("/api/users/" + id).then().statusCode(200);
        for (var path : List.of("me", "profile", "entitlements", "orders/completed", "sanctuaire/stats"))
            given().auth().oauth2(token).get("/api/users/" + path).then().statusCode(401).body("error",
                    containsString("Token invalide"));
        given().auth().oauth2(token).queryParam("key", "lectures/a.pdf").get("/api/users/files/presign").then()
                .statusCode(401);
    }

    @Test
    void an_admin_erases_for_good() {
        admin.request().delete("/api/users/" + id).then().statusCode(200).body("erasedOrders", equalTo(1));
        admin.request().get("/api/users/" + id).then().statusCode(404);
        admin.request().get("/api/admin/audit?subject=" + id).then().body("entries.action",
                hasItem("client.erased"));
    }

    @Test
    @Tag("SEC-2")
    void an_expert_or_a_customer_is_no_admin_and_nothing_can_be_assigned() {
        var customer = shop.signIn().<String>path("token");
        for (var path : List.of("/api/users", "/api/users/" + id, "/api/users/" + id + "/export",
                "/api/admin/audit?subject=" + id)) {
            given().get(path).then().statusCode(401);
            given().auth().oauth2(customer).get(path).then().statusCode(403);
            Colleague.expert().request().get(path).then().statusCode(403);
        }
        Colleague.expert().request().delete("/api/users/" + id).then().statusCode(403);
        admin.request().body(Map.of("email", "thief@example.com")).patch("/api/users/" + id).then().statusCode(405);
    }
}
