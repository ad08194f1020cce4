package com.oraclelumira.api.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Colleague;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.eq;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** Defect 48: deleting a client left ledger rows and photos behind. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class ErasureTest {
    @Inject
    Users users;

    @Inject
    Orders orders;

    @Inject
    AuditTrail audit;

    @Inject
    MongoDatabase database;

    @Inject
    MeterRegistry metrics;

    private final Shop shop = new Shop();
    private Colleague expert;
    private String intent;
    private String photo;
    private ObjectId orderId;
    private ObjectId clientId;

    @BeforeEach
    void a_customer_with_a_delivered_reading() {
        expert = Colleague.expert();
        intent = shop.buy("mystique");
        Shop.await().until(() -> orders.byHandle(intent).orElseThrow().effect("paid")
                .filter(effect -> effect.doneAt() != null).isPresent());
        photo = "uploads/2026/11/face-" + intent + ".jpg";
        ShopResource.storage().put(ShopResource.UPLOADS_BUCKET, photo, "image/jpeg", new byte[]{1});
        Purchases.submitted(intent, photo);
        Purchases.delivered(intent);
        orderId = orders.byHandle(intent).orElseThrow().id();
        clientId = users.byEmail(shop.email).orElseThrow().id();
    }

    @Test
    void defect_48_nothing_of_her_is_left_anywhere_but_the_amount() {
        shop.fromElsewhere().body(Map.of("email", shop.email)).post("/api/users/auth/sanctuaire-v2");
        delete().then().statusCode(200).body("success", equalTo(true)).body("deletedOrders", equalTo(1))
                .body("message", equalTo("Client Paul Payant Dupont et 1 commande(s) supprimé(s) avec succès"));
        Shop.await().untilAsserted(() -> assertThat(traces()).isEmpty());
        var order = orders.byId(orderId).orElseThrow();
        assertThat(order.payment().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(order.payment().capturedCents()).isEqualTo(4700);
        assertThat(order.erasedAt()).isNotNull();
        assertThat(order.orderNumber()).isNotNull();
        Shop.await().until(() -> !hasPhoto());
        Shop.await().until(() -> orders.byId(orderId).orElseThrow().leftovers() == null);
    }

    @Test
    void a_bucket_that_is_away_delays_the_files_and_stops_nothing_else() {
        ShopResource.storage().overloaded(true);
        try {
            delete().then().statusCode(200);
            Shop.await().until(() -> effect().attempts() > 0 && effect().lastError() != null);
            assertThat(orders.byId(orderId).orElseThrow().leftovers()).contains(photo);
            assertThat(users.findById(clientId)).isNull();
        } finally {
            ShopResource.storage().overloaded(false);
        }
        Shop.await().until(() -> !hasPhoto() && effect().doneAt() != null);
        assertThat(orders.byId(orderId).orElseThrow().leftovers()).isNull();
    }

    private com.oraclelumira.api.orders.Effect effect() {
        return orders.byId(orderId).orElseThrow().effect("erase_files").orElseThrow();
    }

    private boolean hasPhoto() {
        return ShopResource.storage().has(ShopResource.UPLOADS_BUCKET, photo);
    }

    @Test
    void her_token_opens_nothing_any_more_and_her_purchase_is_not_found() {
        var token = shop.signIn().then().statusCode(200).extract().<String>path("token");
        delete().then().statusCode(200);
        given().auth().oauth2(token).get("/api/users/profile").then().statusCode(401).body("error",
                containsString("Token"));
        shop.status(intent).then().statusCode(404);
        given().get("/api/products/orders/" + intent).then().statusCode(404);
        shop.signIn().then().statusCode(403);
        delete().then().statusCode(404).body("error", equalTo("Client non trouvé"));
    }

    @Test
    void the_desk_does_not_list_what_was_erased() {
        delete().then().statusCode(200);
        expert.request().get("/api/expert/clients?search=" + shop.email).then().body("clients", hasSize(0));
        expert.request().delete("/api/expert/orders/" + orderId).then().statusCode(404).body("error",
                equalTo("Commande introuvable"));
    }

    @Test
    @Tag("PAY-4")
    void a_later_refund_finds_its_order_and_brings_nobody_back() {
        delete().then().statusCode(200);
        long mails = database.getCollection("outbox").countDocuments();
        var event = StripeEvents.newId();
        Shop.deliver(StripeEvents.refund(event, "re_" + intent, intent, 4700)).then().statusCode(200);
        Shop.await().until(() -> orders.byId(orderId).orElseThrow().payment().status() == PaymentStatus.REFUNDED);
        Shop.await().until(() -> orders.byId(orderId).orElseThrow().effect("refund:re_" + intent)
                .filter(effect -> effect.doneAt() != null).isPresent());
        Shop.deliver(StripeEvents.succeeded(StripeEvents.newId(), intent, orderId.toHexString(), 4700)).then()
                .statusCode(200);
        assertThat(users.byEmail(shop.email)).isEmpty();
        assertThat(users.byEmail(orders.byId(orderId).orElseThrow().buyer().email())).isEmpty();
        assertThat(database.getCollection("outbox").find(eq("to", shop.email)).first()).isNull();
        assertThat(database.getCollection("outbox").find(
                eq("to", orders.byId(orderId).orElseThrow().buyer().email())).first()).isNull();
        assertThat(mails).isNotNegative();
    }

    @Test
    void an_open_order_that_is_paid_after_all_asks_for_its_money_to_be_returned() {
        var open = shop.order("profond");
        var openId = orders.byHandle(open).orElseThrow().id();
        var before = paidAfterErasure();
        delete().then().statusCode(200);
        Shop.deliver(StripeEvents.succeeded(StripeEvents.newId(), open, openId.toHexString(), 6700)).then()
                .statusCode(200);
        Shop.await().until(() -> orders.byId(openId).orElseThrow().effect("paid")
                .filter(effect -> effect.doneAt() != null).isPresent());
        assertThat(users.byEmail(orders.byId(openId).orElseThrow().buyer().email())).isEmpty();
        assertThat(paidAfterErasure()).isEqualTo(before + 1);
    }

    private double paidAfterErasure() {
        return metrics.counter("lumira.alerts", "name", "PaidAfterErasure").count();
    }

    @Test
    @Tag("PAY-4")
    void what_stripe_tells_of_her_afterwards_is_joined_and_not_kept() {
        delete().then().statusCode(200);
        var event = StripeEvents.newId();
        Shop.deliver(StripeEvents.refund(event, "re_" + intent, intent, 4700)).then().statusCode(200);
        Shop.await().until(() -> "DONE".equals(inbox(event).getString("state")));
        assertThat(orders.byId(orderId).orElseThrow().payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(inbox(event)).doesNotContainKey("raw");
        Shop.deliver(StripeEvents.refund(event, "re_" + intent, intent, 4700)).then().statusCode(200);
        assertThat(inbox(event).getString("state")).isEqualTo("DONE");
    }

    private Document inbox(String event) {
        return database.getCollection("stripe_inbox").find(eq(event)).first();
    }

    @Test
    void who_paid_and_has_nothing_to_read_yet_is_not_erased_by_a_click() {
        var waiting = shop.buy("profond");
        delete().then().statusCode(409).body("error", containsString("n'est pas encore livrée"));
        assertThat(users.findById(clientId)).isNotNull();
        assertThat(orders.byId(orderId).orElseThrow().erased()).isFalse();
        expert.request().delete("/api/expert/clients/" + clientId + "?force=true").then().statusCode(403);
        Colleague.admin().request().delete("/api/expert/clients/" + clientId + "?force=true").then().statusCode(200)
                .body("deletedOrders", equalTo(2));
        assertThat(orders.byHandle(waiting).orElseThrow().erased()).isTrue();
    }

    @Test
    void one_order_goes_and_its_customer_and_her_other_order_stay() {
        var other = shop.buy("profond");
        Purchases.submitted(other, photo, "uploads/2026/11/own.jpg");
        expert.request().delete("/api/expert/orders/" + orderId).then().statusCode(200)
                .body("message", containsString("supprimée avec succès")).body("orderId",
                        equalTo(orderId.toHexString()));
        var gone = orders.byId(orderId).orElseThrow();
        assertThat(gone.erased()).isTrue();
        Shop.await().until(() -> orders.byId(orderId).orElseThrow().leftovers() == null);
        assertThat(hasPhoto()).as("her other order was made with it").isTrue();
        assertThat(users.findById(clientId)).isNotNull();
        assertThat(orders.byHandle(other).orElseThrow().buyer().email()).isEqualTo(shop.email);
        given().auth().oauth2(shop.signIn().path("token")).get("/api/users/orders/completed").then().body("total",
                equalTo(1));
        expert.request().delete("/api/expert/orders/nonsense").then().statusCode(404);
    }

    @Test
    @Tag("defect-20")
    void every_erasure_is_on_the_trail_by_id() {
        delete().then().statusCode(200);
        assertThat(audit.about(clientId.toHexString())).anySatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("client.erased");
            assertThat(entry.actor()).isEqualTo("expert:" + expert.id());
        });
    }

    @Test
    void work_on_an_erased_order_is_over() {
        Purchases.at(intent, FulfilmentStatus.AWAITING_VALIDATION);
        Colleague.admin().request().delete("/api/expert/clients/" + clientId + "?force=true").then().statusCode(200);
        var order = orders.byId(orderId).orElseThrow();
        assertThat(order.fulfilment().reading()).isNull();
        assertThat(order.fulfilment().production()).isNull();
        assertThat(order.fulfilment().status()).isEqualTo(FulfilmentStatus.QUEUED);
    }

    /** Every stored document that still says who she was. */
    private List<String> traces() {
        var found = new ArrayList<String>();
        for (var collection : database.listCollectionNames())
            for (var document : database.getCollection(collection).find())
                if (text(document).contains(shop.email))
                    found.add(collection + ": " + document.get("_id"));
        return found;
    }

    private static String text(Document document) {
        return document.entrySet().stream().map(field -> field.getValue() instanceof org.bson.types.Binary bytes
                ? new String(bytes.getData(), java.nio.charset.StandardCharsets.UTF_8)
                : String.valueOf(field.getValue())).collect(Collectors.joining(" "));
    }

    private io.restassured.response.Response delete() {
        return expert.request().delete("/api/expert/clients/" + clientId);
    }
}
