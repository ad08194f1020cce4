package com.oraclelumira.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.oraclelumira.api.testing.PackagedShop;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.sandbox.PackagedApp;

import static com.oraclelumira.api.Neighbours.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/**
 * The version before and this one beside each other on one database, as during a rolling update and after a rollback.
 * {@code .ci/previous} packages the one before; {@code -Dprevious.app} names it.
 */
@Tag("DEP-3")
@Tag("DB-4")
@EnabledIfSystemProperty(named = "previous.app", matches = ".+", disabledReason = "see .ci/previous")
class NeighbourIT {
    private static final int EVENTS = 20;
    private static final int COPIES = 16;

    private static Neighbours both;
    private static PackagedShop shop;

    /** Which of the two begins. */
    enum Way {
        OLDER_TO_NEWER,
        NEWER_TO_OLDER;

        PackagedApp first() {
            return this == OLDER_TO_NEWER ? both.older : both.newer;
        }

        PackagedApp second() {
            return this == OLDER_TO_NEWER ? both.newer : both.older;
        }
    }

    @BeforeAll
    static void start() {
        both = new Neighbours(Path.of(System.getProperty("previous.app")));
        shop = both.shop;
    }

    @AfterAll
    static void stop() {
        both.close();
    }

    @ParameterizedTest
    @EnumSource
    void an_order_made_at_one_is_paid_at_the_other_once(Way way) throws Exception {
        int customer = both.anotherCustomer();
        var intent = shop.checkout(way.first(), customer);
        var event = StripeEvents.succeeded(StripeEvents.newId(), intent, null, 4700);
        assertThat(shop.deliver(way.second(), event)).isEqualTo(200);
        assertThat(shop.deliver(way.first(), event)).isEqualTo(200);
        both.awaitPayment(customer, "PAID");
        for (var each : List.of(both.older, both.newer))
            at(each).get("/api/orders/" + intent).then().statusCode(200).body("status", equalTo("paid"));
        both.awaitRest();
        onceFor(customer);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-2")
    void a_token_of_one_opens_at_the_other_what_it_opens_at_home(Way way) throws Exception {
        int customer = both.anotherCustomer();
        both.paid(way.first(), customer);
        at(way.second()).auth().oauth2(both.signIn(way.first(), customer)).get("/api/users/profile").then()
                .statusCode(200).body("email", equalTo(PackagedShop.email(customer)));
        at(way.second()).auth().oauth2(both.login(way.first())).get("/api/expert/verify").then().statusCode(200);
    }

    @ParameterizedTest
    @EnumSource
    void a_reading_begun_at_one_is_answered_and_judged_at_the_other_and_read_at_both(Way way) throws Exception {
        int customer = both.anotherCustomer();
        both.paid(way.first(), customer);
        var id = both.order(customer).getObjectId("_id").toHexString();
        var maya = both.login(way.second());
        both.n8n.answerTo(way.second().uri("/api/expert/n8n-callback").toString());
        both.takeAndHaveMade(way.first(), maya, id);
        both.approve(way.second(), maya, id);
        for (var each : List.of(both.older, both.newer))
            at(each).auth().oauth2(both.signIn(each, customer)).get("/api/users/orders/completed").then()
                    .statusCode(200).body("orders.id", hasItem(id)).body("orders.status", hasItem("completed"));
        assertThat(both.n8n.jobs(id)).hasSize(1);
    }

    /** A payment is written back whole: what the newer version had added to it, the older one would take away. */
    @ParameterizedTest
    @EnumSource
    void what_one_wrote_about_a_payment_is_there_after_the_other_has_written(Way way) throws Exception {
        int customer = both.anotherCustomer();
        var intent = both.paid(way.first(), customer);
        both.awaitRest();
        var before = paths("", PackagedShop.payment(both.order(customer)));
        assertThat(shop.deliver(way.second(),
                StripeEvents.refund(StripeEvents.newId(), "re_" + customer, intent, 4700))).isEqualTo(200);
        both.awaitPayment(customer, "REFUNDED");
        assertThat(paths("", PackagedShop.payment(both.order(customer)))).containsAll(before);
    }

    /** To four workers of each, who claim from the same inbox. */
    @Test
    @Tag("PAY-4")
    void an_event_that_both_get_at_once_has_one_effect() throws Exception {
        var customers = new ArrayList<Integer>();
        var events = new ArrayList<String>();
        for (int n = 0; n < EVENTS; n++) {
            customers.add(both.anotherCustomer());
            var intent = shop.checkout(n % 2 == 0 ? both.older : both.newer, customers.getLast());
            events.add(StripeEvents.succeeded(StripeEvents.newId(), intent, null, 4700));
        }
        TwoInstancesIT.deliverAll(shop, List.of(both.older, both.newer), events, COPIES);
        both.awaitRest();
        assertThat(customers).allSatisfy(NeighbourIT::onceFor);
    }

    @Test
    @Tag("DEP-2")
    void the_older_one_is_well_beside_the_newer_ones_migrations() {
        for (var each : List.of(both.older, both.newer)) {
            at(each).get("/health").then().statusCode(200);
            at(each).get("/health/ready").then().statusCode(200);
        }
    }

    private static void onceFor(int customer) {
        var email = PackagedShop.email(customer);
        assertThat(shop.find("orders", new Document("buyer.email", email))).singleElement().satisfies(order -> {
            assertThat(PackagedShop.payment(order).getString("status")).isEqualTo("PAID");
            assertThat(PackagedShop.effects(order)).filteredOn(effect -> effect.containsKey("doneAt")).isNotEmpty()
                    .allSatisfy(effect -> assertThat(effect.getInteger("attempts")).isEqualTo(1));
            assertThat(shop.find("stripe_inbox", new Document("paymentIntentId", order.get("paymentIntentId"))))
                    .isNotEmpty().allSatisfy(event -> assertThat(event.getString("state")).isEqualTo("DONE"));
        });
        assertThat(shop.count("users", new Document("email", email))).isEqualTo(1);
        assertThat(shop.count("outbox", new Document("to", email).append("template", "ORDER_CONFIRMATION")))
                .isEqualTo(1);
    }

    private static Set<String> paths(String at, Object value) {
        var paths = new TreeSet<String>();
        if (value instanceof Document document)
            document.forEach((name, inside) -> paths.addAll(paths(at + "." + name, inside)));
        else if (value instanceof List<?> list)
            list.forEach(inside -> paths.addAll(paths(at + "[]", inside)));
        else
            paths.add(at);
        return paths;
    }
}
