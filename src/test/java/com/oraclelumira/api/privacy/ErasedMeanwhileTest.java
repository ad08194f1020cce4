package com.oraclelumira.api.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StoreSteps;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;

/** A customer is erased while a worker meets what her order obliges to: whenever it happens, she stays erased. */
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
    People people;

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

    @Test
    void a_refund_leaves_no_mail_to_her() {
        atEveryStep(shop -> {
            var handle = shop.buy("mystique");
            settled(handle, "paid");
            Shop.deliver(StripeEvents.refund(StripeEvents.newId(), "re_" + handle, handle, 1000)).then()
                    .statusCode(200);
            return settled(handle, "refund:re_" + handle);
        });
    }

    @Test
    void a_declined_payment_leaves_no_mail_to_who_has_no_account() {
        atEveryStep(shop -> {
            var handle = shop.order("mystique");
            var id = orders.byHandle(handle).orElseThrow().id().toHexString();
            Shop.deliver(StripeEvents.failed(StripeEvents.newId(), handle, id, 4700)).then().statusCode(200);
            Shop.await().until(() -> orders.byHandle(handle).orElseThrow().effect("nudge:declined").isPresent());
            return new Owed(orders.byHandle(handle).orElseThrow(), "nudge:declined");
        });
    }

    @Test
    void an_approved_reading_leaves_no_mail_to_her() {
        atEveryStep(shop -> {
            var handle = shop.buy("mystique");
            settled(handle, "paid");
            Purchases.delivered(handle);
            return new Owed(orders.byHandle(handle).orElseThrow(), "reading_ready:1");
        });
    }

    private record Owed(Order order, String key) {}

    private void atEveryStep(Function<Shop, Owed> story) {
        var all = met(new Shop(), story, NEVER);
        assertThat(all).containsSubsequence("findAndModify orders", "insert outbox", "update orders");
        for (int step = 1; step <= all.size(); step++) {
            var shop = new Shop();
            met(shop, story, step);
            worker.poll();
            assertThat(stored(shop.email)).as("erased after step %d, %s", step, all.get(step - 1)).isEmpty();
        }
    }

    /** The steps that it takes; whoever bought there is erased right after this one of them. */
    private List<String> met(Shop shop, Function<Shop, Owed> story, int erasedAfter) {
        scheduler.resume();
        var owed = story.apply(shop);
        scheduler.pause();
        owedAgain(owed);
        return worked(shop, erasedAfter);
    }

    /** The steps that welcoming her second order takes; she is erased right after this one of them. */
    private List<String> welcomed(Shop shop, int erasedAfter) {
        scheduler.resume();
        settled(shop.buy("mystique"), "paid");
        var owed = settled(shop.buy("profond"), "paid");
        scheduler.pause();
        owedAgain(owed);
        orders.mongoCollection().updateOne(eq(owed.order().id()), unset("userId"));
        return worked(shop, erasedAfter);
    }

    private List<String> worked(Shop shop, int erasedAfter) {
        var taken = new ArrayList<String>();
        steps.during(worker::poll, step -> {
            taken.add(step);
            if (taken.size() == erasedAfter)
                erasure.person(people.require(shop.email), new Warrant("test", true));
        });
        return taken;
    }

    private Owed settled(String handle, String key) {
        Shop.await().until(() -> orders.byHandle(handle).orElseThrow().effect(key).map(Effect::doneAt).isPresent());
        return new Owed(orders.byHandle(handle).orElseThrow(), key);
    }

    /** As if it had just come about. */
    private void owedAgain(Owed owed) {
        database.getCollection("outbox").deleteOne(eq("_id", owed.order().mailId(owed.key())));
        orders.mongoCollection().updateOne(eq(owed.order().id()),
                set("effects", List.of(Effect.due(owed.key(), clock.instant()))));
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
