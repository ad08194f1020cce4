package com.oraclelumira.api.privacy;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import com.mongodb.client.MongoDatabase;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.EffectWorker;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.privacy.Erasure.Warrant;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StoreSteps;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;

/** A customer is erased while a worker is about to welcome her new order: whenever it happens, she stays erased. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("PAY-4")
class ErasedMeanwhileTest {
    private static final int NEVER = Integer.MAX_VALUE;

    @Inject
    Orders orders;

    @Inject
    Users users;

    @Inject
    Erasure erasure;

    @Inject
    EffectWorker worker;

    @Inject
    Scheduler scheduler;

    @Inject
    SettableClock clock;

    @Inject
    StoreSteps steps;

    @Inject
    MongoDatabase database;

    @AfterEach
    void asBefore() {
        scheduler.resume();
    }

    @BeforeEach
    void the_workers_rest_of_the_work_is_done() {
        worker.poll();
    }

    @Test
    void no_step_of_the_work_brings_her_account_or_a_mail_to_her_back() {
        var all = welcomed(new Shop(), NEVER);
        assertThat(all).containsSubsequence("findAndModify orders", "findAndModify users", "insert outbox",
                "update orders");
        for (int step = 1; step <= all.size(); step++) {
            var shop = new Shop();
            welcomed(shop, step);
            worker.poll();
            assertThat(users.byEmail(shop.email)).as("erased after step %d, %s", step, all.get(step - 1)).isEmpty();
            assertThat(stored(shop.email)).as("erased after step %d, %s", step, all.get(step - 1)).isEmpty();
        }
    }

    /** The steps that welcoming her second order takes; her account is erased right after this one of them. */
    private List<String> welcomed(Shop shop, int erasedAfter) {
        scheduler.resume();
        settled(shop.buy("mystique"));
        var order = settled(shop.buy("profond"));
        scheduler.pause();
        owedAgain(order);
        var user = users.byEmail(shop.email).orElseThrow();
        var taken = new ArrayList<String>();
        steps.during(worker::poll, step -> {
            taken.add(step);
            if (taken.size() == erasedAfter)
                erasure.client(user, new Warrant("test", true));
        });
        return taken;
    }

    private Order settled(String handle) {
        Shop.await().until(() -> orders.byHandle(handle).orElseThrow().effect("paid").map(Effect::doneAt).isPresent());
        return orders.byHandle(handle).orElseThrow();
    }

    /** As if it had just been paid. */
    private void owedAgain(Order order) {
        database.getCollection("outbox").deleteOne(eq("_id", "order:" + order.id().toHexString() + ":paid"));
        orders.mongoCollection().updateOne(eq(order.id()),
                combine(unset("userId"), set("effects", List.of(Effect.due("paid", clock.instant())))));
    }

    private List<String> stored(String email) {
        var found = new ArrayList<String>();
        for (var collection : database.listCollectionNames())
            for (var document : database.getCollection(collection).find())
                if (document.toString().contains(email))
                    found.add(collection + " " + document.get("_id"));
        return found;
    }
}
