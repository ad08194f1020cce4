package com.oraclelumira.api.intrusion;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fields that a body is not asked for change nothing, whatever they are called. A request takes exactly what its record
 * has; the rest is not refused, because the pages send more than they need ({@code metadata}), but nobody reads it.
 */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-9")
class MassAssignmentTest {
    private static final String STOLEN = "6b02c0a13fe62bdfac62dd4a";
    /** Every name under which we, v1 or anybody else keeps what a caller must not choose. */
    private static final Map<String, Object> WISHES = Map.ofEntries(Map.entry("_id", STOLEN), Map.entry("id", STOLEN),
            Map.entry("userId", STOLEN), Map.entry("expertId", STOLEN), Map.entry("role", "admin"),
            Map.entry("roles", List.of("admin")), Map.entry("groups", List.of("admin")), Map.entry("isAdmin", true),
            Map.entry("active", true), Map.entry("isActive", true), Map.entry("status", "completed"),
            Map.entry("payment", Map.of("status", "PAID", "capturedCents", 4700)), Map.entry("paidAt", "2026-01-01"),
            Map.entry("amount", 1), Map.entry("amountCents", 1), Map.entry("currency", "usd"),
            Map.entry("price", Map.of("amountCents", 0)), Map.entry("level", 4), Map.entry("accessGranted", true),
            Map.entry("paymentIntentId", "pi_stolen"), Map.entry("orderNumber", "LU0000000000"),
            Map.entry("fulfilment", Map.of("status", "DELIVERED")),
            Map.entry("generatedContent", Map.of("reading", "x")),
            Map.entry("expertValidation", Map.of("validationStatus", "approved")), Map.entry("rev", 99),
            Map.entry("erased", true), Map.entry("sessionsValidFrom", "2000-01-01T00:00:00Z"),
            Map.entry("sessionsEndedAt", "2000-01-01T00:00:00Z"),
            Map.entry("passwordHash", "$2a$04$stolen"), Map.entry("createdAt", "2000-01-01T00:00:00Z"),
            Map.entry("stripeCustomerId", "cus_stolen"), Map.entry("totalOrders", 99),
            Map.entry("buyer", Map.of("email", "thief@example.com")), Map.entry("effects", List.of()),
            Map.entry("$set", Map.of("role", "admin")), Map.entry("__proto__", Map.of("role", "admin")),
            Map.entry("metadata", Map.of("level", "integrale", "orderId", STOLEN)));

    @Inject
    MongoDatabase database;

    private final Shop shop = new Shop();

    @Test
    void a_checkout_takes_product_and_buyer_and_nothing_else() {
        var order = order(shop.checkout(wishing(Map.of("productId", "mystique", "customerEmail", shop.email)))
                .then().statusCode(200).extract().path("orderId"));
        assertThat(order.get("price", Document.class)).containsEntry("amountCents", 4700L).containsEntry("currency",
                "eur");
        assertThat(order.getString("level")).isEqualTo("MYSTIQUE");
        assertThat(order.get("payment", Document.class).getString("status")).isEqualTo("PENDING");
        assertThat(order.getEmbedded(List.of("buyer", "email"), String.class)).isEqualTo(shop.email);
        assertThat(ShopResource.intent(order.getString("paymentIntentId")).getLong("amount")).isEqualTo(4700);
        nothingWished(order);
    }

    @Test
    void a_form_takes_what_the_form_asks_and_nothing_else() {
        var handle = shop.buy("mystique");
        Shop.await().until(() -> order(handle).getList("effects", Document.class).stream()
                .allMatch(effect -> effect.containsKey("doneAt")));
        var before = order(handle);
        shop.request()
                .body(wishing(Map.of("formData", wishing(Map.of("specificQuestion", "Quand ?", "email",
                        "thief@example.com")), "clientInputs", wishing(Map.of("birthPlace", "Lyon")))))
                .post("/api/orders/by-payment-intent/" + handle + "/client-submit").then().statusCode(200);
        var after = order(handle);
        assertThat(after.getEmbedded(List.of("intake", "specificQuestion"), String.class)).isEqualTo("Quand ?");
        nothingWished(after);
        same(before, after, "intake", "updatedAt", "rev");
    }

    @Test
    void a_customer_changes_her_names_and_her_profile_and_nothing_else() {
        shop.buy("mystique");
        var token = shop.signIn().<String>path("token");
        var before = user();
        shop.request().auth().oauth2(token).body(wishing(Map.of("firstName", "Anna"))).patch("/api/users/me").then()
                .statusCode(200);
        shop.request().auth().oauth2(token)
                .body(wishing(Map.of("objective", "La paix", "email", "thief@example.com", "profile",
                        Map.of("birthPlace", "Ailleurs"))))
                .patch("/api/users/profile").then().statusCode(200);
        var after = user();
        assertThat(after.getString("firstName")).isEqualTo("Anna");
        assertThat(after.get("profile", Document.class)).isEqualTo(new Document("objective", "La paix"));
        same(before, after, "firstName", "profile", "updatedAt");
    }

    @Test
    void an_invitation_makes_an_expert_whatever_she_asks_to_be() {
        var code = Desk.admin().request().post("/api/admin/experts/invitations").<String>path("code");
        var email = "new." + UUID.randomUUID() + "@example.com";
        shop.request().body(wishing(Map.of("email", email, "password", "une-longue-phrase-a-moi", "name", "Nora",
                "invitationCode", code))).post("/api/expert/register").then().statusCode(201);
        var expert = database.getCollection("experts").find(eq("email", email)).first();
        assertThat(expert.getString("role")).isEqualTo("EXPERT");
        assertThat(expert.getString("passwordHash")).startsWith("$2a$12$");
        nothingWished(expert);
    }

    @Test
    void an_admin_makes_the_account_that_the_form_describes() {
        var email = "made." + UUID.randomUUID() + "@example.com";
        var wanted = wishing(Map.of("email", email, "name", "Nora"));
        wanted.put("role", "expert"); // of all the wishes the one that this form asks for
        Desk.admin().request().body(wanted).post("/api/admin/experts").then().statusCode(201);
        var expert = database.getCollection("experts").find(eq("email", email)).first();
        assertThat(expert.getString("role")).isEqualTo("EXPERT");
        assertThat(expert.getString("passwordHash")).startsWith("$2a$12$");
        nothingWished(expert);
    }

    @Test
    void the_desk_s_forms_move_an_order_by_their_own_rules_only() {
        var maya = Desk.expert();
        var orderId = shop.paidOrder();
        maya.request().body(wishing(Map.of("orderId", orderId, "expertPrompt", Desk.PROMPT, "expertInstructions", "")))
                .post("/api/expert/process-order").then().statusCode(200);
        var order = database.getCollection("orders").find(eq(new ObjectId(orderId))).first();
        assertThat(order.getEmbedded(List.of("fulfilment", "status"), String.class)).isEqualTo("IN_PRODUCTION");
        assertThat(order.get("fulfilment", Document.class)).doesNotContainKey("reading");
        nothingWished(order);
        maya.request().body(wishing(Map.of("orderId", orderId, "action", "approve"))).post(
                "/api/expert/validate-content").then().statusCode(400);
    }

    private static Map<String, Object> wishing(Map<String, ?> asked) {
        var body = new HashMap<>(WISHES);
        body.putAll(asked);
        return body;
    }

    /** None of the values that only a wish could have brought. */
    private static void nothingWished(Document stored) {
        assertThat(stored.toJson()).doesNotContain(STOLEN, "stolen", "thief@example.com", "LU0000000000", "2000-01-01",
                "__proto__", "$set", "totalOrders", "isAdmin", "accessGranted");
    }

    private static void same(Document before, Document after, String... exceptThese) {
        for (var name : exceptThese) {
            before.remove(name);
            after.remove(name);
        }
        assertThat(after).isEqualTo(before);
        assertThat(after.getDate("createdAt").toInstant()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    }

    private Document order(String handle) {
        return database.getCollection("orders").find(eq("paymentIntentId", handle)).first();
    }

    private Document user() {
        Shop.await().until(() -> database.getCollection("users").find(eq("email", shop.email)).first() != null);
        return database.getCollection("users").find(eq("email", shop.email)).first();
    }
}
