package com.oraclelumira.api.contract;

import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Colleague;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.users.Users;

import static com.oraclelumira.api.http.ProblemType.ORDER_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

/** E8 to E11 and E16: the desk's customers. How an order of theirs looks is {@code DeskContractTest}'s. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class ClientContractTest {
    private static final String V1_CLIENT = "fa8cc7ee19d662b5b2a86cec";
    private static final String V1_ORDER = "6b02c0a03fe62bdfac62dd0d";
    private static final String UNREAD = "the desk does not read it, so it stays out of the list";

    @Inject
    Users users;

    @Inject
    Orders orders;

    private final Shop shop = new Shop();
    private String client;
    private String order;

    @BeforeEach
    void a_client_with_a_delivered_reading() {
        var intent = shop.checkout(Map.of("productId", "mystique", "customerEmail", shop.email, "customerName",
                "Paulo Payant Dupont", "customerPhone", "0612345679")).<String>path("orderId");
        new StripeSays(shop, intent, 4700).succeeded("/api/payments/webhook");
        Shop.await().until(() -> users.byEmail(shop.email).isPresent());
        Purchases.delivered(intent);
        order = orders.byHandle(intent).orElseThrow().id().toHexString();
        var user = users.byEmail(shop.email).orElseThrow();
        client = user.id().toHexString();
        users.change(user.id(), Map.of("profile.birthDate", "1990-05-15", "profile.birthTime", "14:30",
                "profile.birthPlace", "Paris", "profile.objective", "Paix", "profile.profileCompleted", true));
    }

    @Test
    void a_client_found_by_her_address() {
        replay(Recording.of("112-expert-clients-search").with("search=paid", "search=" + shop.email)
                .with("paid@example.com", shop.email).with(V1_CLIENT, client)).differsOnlyBy(
                        Allowances.NONE.instead("body.clients[0].totalOrders", 1, "purchases are counted (defect 31)")
                                .with("body.clients[0].lastOrderAt", FreeValue.INSTANT, "the page shows it")
                                .without(UNREAD, "body.clients[0].profile.specificQuestion",
                                        "body.clients[0].profile.facePhotoUrl",
                                        "body.clients[0].profile.palmPhotoUrl", "body.clients[0].profile._id",
                                        "body.clients[0].profile.submittedAt"));
    }

    @Test
    void the_list_has_v1s_names() {
        var v1 = Recording.of("111-expert-clients").response().path("body").path("pagination");
        var ours = Colleague.expert().request().get("/api/expert/clients").jsonPath().getMap("pagination");
        assertThat(ours.keySet()).isEqualTo(Recording.JSON.convertValue(v1, Map.class).keySet());
        assertThat(ours).containsEntry("limit", 1000);
    }

    @Test
    void a_clients_figures() {
        replay(Recording.of("113-expert-client-stats").with(V1_CLIENT, client)).differsOnlyBy(
                Allowances.NONE.instead("body.totalRevenue", 4700, "money counts from the moment it is there")
                        .instead("body.averageOrderValue", 4700, "money counts from the moment it is there")
                        .instead("body.completedOrders", 1, "this one's reading is delivered")
                        .instead("body.pendingOrders", 0, "this one's reading is delivered"));
    }

    @Test
    void a_clients_orders_are_one_page_of_what_the_desk_knows() {
        var v1 = Recording.of("114-expert-client-orders").response().path("body");
        var ours = Colleague.expert().request().get("/api/expert/clients/" + client + "/orders").jsonPath();
        assertThat(ours.getMap("pagination")).isEqualTo(Recording.JSON.convertValue(v1.path("pagination"), Map.class));
        assertThat(ours.getString("orders[0]._id")).isEqualTo(order);
        assertThat(ours.getMap("orders[0]")).containsKeys("formData", "generatedContent", "expertReview",
                "expertValidation", "orderNumber", "level", "levelName", "amount", "status", "files", "createdAt");
    }

    @Test
    void deleting_an_order_and_deleting_it_again() {
        replay(Recording.of("116-expert-delete-order").with(V1_ORDER, order)).differsOnlyBy(Allowances.NONE
                .instead("body.message", java.util.regex.Pattern.compile("Commande #LU\\d+ supprimée avec succès"),
                        "the order's own number"));
        var again = Recording.of("117-expert-delete-order-404").with(V1_ORDER, order);
        replay(again).differsOnlyBy(Allowances.refusal(again, ORDER_NOT_FOUND, "Commande introuvable"));
    }

    @Test
    void deleting_a_client() {
        replay(Recording.of("118-expert-delete-client").with(V1_CLIENT, client)).differsOnlyBy(Allowances.NONE
                .instead("body.message", "Client Paulo Payant Dupont et 1 commande(s) supprimé(s) avec succès",
                        "her order was deleted before, when this was recorded")
                .instead("body.deletedOrders", 1, "her order was deleted before, when this was recorded"));
    }

    private Comparison replay(Recording v1) {
        return v1.with("<jwt>", Colleague.expert().token()).replay(shop.request());
    }
}
