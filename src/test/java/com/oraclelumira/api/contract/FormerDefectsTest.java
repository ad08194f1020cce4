package com.oraclelumira.api.contract;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Defects of v1 (contract §6) that run through several features; the others are tested where they were. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("GO-2")
class FormerDefectsTest {
    private static final int AT_ONCE = 20;

    @Inject
    Orders orders;

    @Inject
    Users users;

    private final Shop shop = new Shop();

    @Test
    void defect_10_a_purchase_never_renames_an_account_that_was_paid_for() {
        settled(shop.buy("mystique"));
        var other = shop.checkout(Map.of("productId", "profond", "customerEmail", shop.email, "customerName",
                "Mallory Voleuse", "customerPhone", "0699999999")).<String>path("orderId");
        new StripeSays(shop, other, 6700).succeeded("/api/payments/webhook");
        settled(other);
        var account = users.byEmail(shop.email).orElseThrow();
        assertThat(account.firstName()).isEqualTo("Paul");
        assertThat(account.lastName()).isEqualTo("Payant Dupont");
        assertThat(account.phone()).isEqualTo("0612345678");
    }

    @Test
    void defect_27_order_numbers_of_one_moment_differ_and_have_one_form() {
        var numbers = Parallel.run(AT_ONCE, () -> {
            var buyer = new Shop();
            return buyer.status(buyer.order("mystique")).<String>path("orderNumber");
        });
        assertThat(numbers).doesNotHaveDuplicates().allMatch(number -> number.matches("LU\\d{6}\\d{4,}"));
    }

    @Test
    void defect_29_a_late_success_sends_no_order_back_from_production() {
        var handle = shop.buy("mystique");
        Purchases.at(handle, FulfilmentStatus.IN_PRODUCTION);
        var id = orders.byHandle(handle).orElseThrow().id().toHexString();
        new StripeSays(shop, handle, 4700).failed("/api/stripe/webhook", orders.mongoDatabase());
        Shop.deliver(StripeEvents.succeeded(StripeEvents.newId(), handle, id, 4700)).then().statusCode(200);
        Desk.expert().order(id).then().statusCode(200).body("status", equalTo("processing"));
        assertThat(orders.byHandle(handle).orElseThrow().fulfilment().status())
                .isEqualTo(FulfilmentStatus.IN_PRODUCTION);
    }

    @Test
    void defect_34_an_unusual_address_pays_and_gets_an_account_and_a_place_in_the_queue() {
        var email = "d'arc+lumira." + UUID.randomUUID().toString().substring(0, 8) + "@ville.paris";
        var handle = shop.checkout(Map.of("productId", "mystique", "customerEmail", email, "customerName",
                "Jeanne d'Arc")).<String>path("orderId");
        new StripeSays(shop, handle, 4700).succeeded("/api/payments/webhook");
        settled(handle);
        assertThat(users.byEmail(email)).isPresent();
        var queue = Desk.expert().request().get("/api/expert/orders/pending").jsonPath();
        assertThat(queue.<String>getList("orders.formData.email")).contains(email);
    }

    @Test
    void defect_36_without_its_database_nothing_is_sold_and_nobody_told_otherwise() {
        MongoResource.takeAway();
        try {
            shop.checkout("initie").then().statusCode(503).time(
                    org.hamcrest.Matchers.lessThan(Duration.ofSeconds(5).toMillis()));
        } finally {
            MongoResource.bringBack();
        }
        Shop.await().until(() -> shop.checkout("initie").statusCode() == 200);
        assertThat(orders.mongoCollection().countDocuments(eq("buyer.email", shop.email))).isOne();
    }

    private void settled(String handle) {
        Shop.await().until(() -> orders.byHandle(handle).orElseThrow().effect("paid")
                .filter(effect -> effect.doneAt() != null).isPresent());
    }
}
