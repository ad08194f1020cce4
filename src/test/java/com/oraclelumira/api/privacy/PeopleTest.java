package com.oraclelumira.api.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Colleague;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** Whoever asks what we keep, or to be forgotten, is found by her address, with an account or without. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("defect-48")
class PeopleTest {
    @Inject
    Users users;

    @Inject
    Orders orders;

    @Inject
    ErasedPeople erased;

    @Inject
    MongoDatabase database;

    private final Shop shop = new Shop();
    private Colleague admin;

    @BeforeEach
    void signIn() {
        admin = Colleague.admin();
    }

    @Test
    void a_cart_that_was_never_paid_is_exported_and_erased_by_its_address() {
        var intent = shop.order("mystique");
        Purchases.submitted(intent, "uploads/2026/11/cart.jpg");
        ask("export", shop.email.toUpperCase(java.util.Locale.ROOT)).then().statusCode(200)
                .body("email", equalTo(shop.email)).body("", not(hasKey("account"))).body("orders", hasSize(1))
                .body("orders[0].paymentIntentId", equalTo(intent))
                .body("orders[0].intake.specificQuestion", equalTo("Ma question ?"))
                .body("accesses.action", hasItem("client.exported"));
        ask("erase", shop.email).then().statusCode(200).body("erasedOrders", equalTo(1));
        assertThat(stored()).isEmpty();
        assertThat(orders.byHandle(intent).orElseThrow().erased()).isTrue();
        ask("erase", shop.email).then().statusCode(404);
        ask("export", shop.email).then().statusCode(404);
    }

    @Test
    void a_purchase_whose_account_is_gone_is_erased_for_good_and_no_import_brings_it_back() {
        var intent = paid();
        users.deleteById(users.byEmail(shop.email).orElseThrow().id());
        ask("erase", shop.email).then().statusCode(409).body("error", containsString("n'est pas encore livrée"));
        assertThat(orders.byHandle(intent).orElseThrow().erased()).isFalse();
        Purchases.delivered(intent);
        ask("erase", shop.email).then().statusCode(200).body("erasedOrders", equalTo(1));
        assertThat(stored()).isEmpty();
        assertThat(erased.any(List.of(), List.of(shop.email))).isTrue();
    }

    @Test
    @Tag("SEC-8")
    void any_number_of_carts_that_strangers_leave_hinders_neither_export_nor_erasure() {
        var paid = paid();
        Purchases.delivered(paid);
        var carts = leave(10_100, shop.order("profond"));
        ask("export", shop.email).then().statusCode(200).body("orders", hasSize(101))
                .body("orders.paymentIntentId", hasItem(paid)).body("cartsNotListed", equalTo(carts - 100));
        // the rest in one part and a bit, for the sake of time
        orders.mongoCollection().deleteMany(and(eq("buyer.email", shop.email), gt("orderNumber", "cart-00250")));
        ask("erase", shop.email).then().statusCode(200).body("erasedOrders", equalTo(252));
        assertThat(stored()).isEmpty();
    }

    /** How many there are then. */
    private int leave(int more, String handle) {
        var stored = orders.mongoCollection().withDocumentClass(Document.class);
        var cart = stored.find(eq("paymentIntentId", handle)).first();
        cart.remove("paymentIntentId");
        cart.get("origin", Document.class).remove("key");
        stored.insertMany(IntStream.range(0, more).mapToObj(n -> new Document(cart).append("_id", new ObjectId())
                .append("orderNumber", "cart-%05d-%s".formatted(n, handle))).toList());
        return more + 1;
    }

    @Test
    void an_admin_may_insist() {
        var intent = paid();
        admin.request().body(Map.of("email", shop.email, "force", true)).post("/api/admin/people/erase").then()
                .statusCode(200);
        assertThat(orders.byHandle(intent).orElseThrow().erased()).isTrue();
        assertThat(users.byEmail(shop.email)).isEmpty();
    }

    @Test
    void an_address_of_v1s_that_cannot_receive_mail_is_found_all_the_same() {
        var intent = shop.order("mystique");
        var odd = "Client+" + intent + "@no email.local";
        orders.mongoCollection().updateOne(eq("paymentIntentId", intent),
                set("buyer.email", odd.toLowerCase(java.util.Locale.ROOT)));
        ask("export", odd).then().statusCode(200).body("orders", hasSize(1));
        ask("erase", odd).then().statusCode(200).body("erasedOrders", equalTo(1));
    }

    @Test
    void who_has_an_account_is_found_by_her_address_as_by_her_id() {
        paid();
        var id = users.byEmail(shop.email).orElseThrow().id().toHexString();
        ask("export", shop.email).then().statusCode(200).body("account.id", equalTo(id));
        admin.request().get("/api/admin/audit?subject=" + id).then().body("entries.action", hasItem("client.exported"));
    }

    @Test
    @Tag("defect-20")
    void the_trail_names_who_has_no_account_by_a_hash_only() {
        shop.order("mystique");
        ask("export", shop.email).then().statusCode(200);
        ask("erase", shop.email).then().statusCode(200);
        admin.request().queryParam("subject", ErasedPeople.key(shop.email)).get("/api/admin/audit").then()
                .body("entries.action", equalTo(List.of("client.erased", "client.exported")))
                .body("entries.actor", hasItem("expert:" + admin.id()));
        assertThat(stored()).isEmpty();
    }

    @Test
    @Tag("SEC-2")
    void only_an_admin_asks_and_only_for_an_address() {
        for (var what : List.of("export", "erase")) {
            Colleague.expert().request().body(Map.of("email", shop.email)).post("/api/admin/people/" + what).then()
                    .statusCode(403);
            ask(what, " ").then().statusCode(400).body("code", equalTo("VALIDATION_ERROR"));
            ask(what, shop.email).then().statusCode(404);
            admin.request().post("/api/admin/people/" + what).then().statusCode(400);
        }
    }

    private String paid() {
        var intent = shop.buy("mystique");
        Shop.await().until(() -> orders.byHandle(intent).orElseThrow().effect("paid").map(Effect::doneAt).isPresent());
        return intent;
    }

    private Response ask(String what, String email) {
        return admin.request().body(Map.of("email", email)).post("/api/admin/people/" + what);
    }

    private List<String> stored() {
        var found = new ArrayList<String>();
        for (var collection : database.listCollectionNames())
            for (var document : database.getCollection(collection).find())
                if (document.toString().contains(shop.email))
                    found.add(collection + " " + document.get("_id"));
        return found;
    }
}
