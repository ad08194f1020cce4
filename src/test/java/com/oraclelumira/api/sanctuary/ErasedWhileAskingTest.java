package com.oraclelumira.api.sanctuary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import jakarta.inject.Inject;

import com.mongodb.client.MongoDatabase;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.notifications.LinkMail;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Origin;
import com.oraclelumira.api.privacy.Erasure;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StoreSteps;
import com.oraclelumira.api.users.Email;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

/** A customer is erased while she, or somebody with her session, asks for a link: whenever it happens, nothing is left. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("defect-48")
class ErasedWhileAskingTest {
    private static final int NEVER = Integer.MAX_VALUE;

    @Inject
    SignIn signIn;

    @Inject
    EmailChange change;

    @Inject
    PendingEmails pending;

    @Inject
    Orders orders;

    @Inject
    Users users;

    @Inject
    Erasure erasure;

    @Inject
    Scheduler scheduler;

    @Inject
    StoreSteps steps;

    @Inject
    MongoDatabase database;

    @AfterEach
    void asBefore() {
        scheduler.resume();
    }

    @Test
    void a_link_that_was_being_made_opens_nothing_and_leaves_nothing() {
        var letter = new AtomicReference<LinkMail.Link>();
        var all = atEveryStep(her -> () -> letter.set(signIn.link(her.email()).orElse(null)));
        assertThat(all).containsExactly("find sign_in_links", "insert sign_in_links", "find orders");
        assertThat(letter.get()).as("it was on its way when she was erased, after the last step").isNotNull();
    }

    @Test
    void signing_in_makes_no_account_for_who_was_just_erased() {
        var all = atEveryStep(this::signingIn);
        assertThat(all).startsWith("find orders").contains("find users");
    }

    @Test
    void a_new_address_that_was_asked_for_is_not_kept() {
        var all = atEveryStep(this::askingForAnAddress);
        assertThat(all).containsSubsequence("insert email_changes", "find users");
    }

    @Test
    void an_address_that_was_just_confirmed_is_not_kept() {
        var all = atEveryStep(this::confirmingAnAddress);
        assertThat(all).containsSubsequence("update users", "update orders", "insert outbox", "update email_changes",
                "find users");
    }

    @Test
    void nothing_that_happens_in_the_middle_of_an_erasure_outlives_it() {
        List<Function<User, Runnable>> works = List.of(this::signingIn, this::askingForALink, this::askingForAnAddress,
                this::confirmingAnAddress);
        for (var work : works) {
            int all = erased(customer(), () -> {}, NEVER).size();
            for (int step = 1; step <= all; step++) {
                var her = customer();
                var taken = erased(her, work.apply(her), step);
                nothingStays(her, "after " + taken.subList(0, step));
            }
        }
    }

    @Test
    void what_she_has_under_an_address_confirmed_a_moment_before_is_erased_too() {
        var her = customer();
        new Shop().checkout(Map.of("productId", "mystique", "customerEmail", her.email())).then().statusCode(200);
        change.confirm(pending.create(her, "neu." + her.email()));
        erasure.client(her, new Erasure.Warrant("an expert whose page is older", true));
        assertThat(stored(her.email())).isEmpty();
    }

    /** The steps of her erasure; the work is done right after this one of them. */
    private List<String> erased(User her, Runnable work, int step) {
        var taken = new ArrayList<String>();
        steps.during(() -> erasure.client(her, new Erasure.Warrant("test", true)), done -> {
            taken.add(done);
            if (taken.size() == step)
                work.run();
        });
        return taken;
    }

    /** Right after paying, from the network where she paid. */
    private Runnable signingIn(User her) {
        var network = "198.18.250.250";
        orders.mongoCollection().updateMany(eq("buyer.email", her.email()),
                set("origin.network", Origin.networkOf(her.email(), network)));
        return () -> {
            try {
                signIn.signIn(her.email(), network);
            } catch (ProblemException erasedMeanwhile) {
                assertThat(erasedMeanwhile.type()).isEqualTo(ProblemType.FORBIDDEN);
            }
        };
    }

    private Runnable askingForALink(User her) {
        return () -> signIn.link(her.email());
    }

    private Runnable askingForAnAddress(User her) {
        return () -> change.ask(her, Email.parse("neu." + her.email()).orElseThrow());
    }

    private Runnable confirmingAnAddress(User her) {
        var token = pending.create(her, "neu." + her.email());
        return () -> change.confirm(token);
    }

    /** The steps of the work; the customer is erased after each of them, another one each time. */
    private List<String> atEveryStep(Function<User, Runnable> work) {
        var all = worked(customer(), work, NEVER);
        for (int step = 1; step <= all.size(); step++) {
            var her = customer();
            worked(her, work, step);
            nothingStays(her, "erased after step %d, %s".formatted(step, all.get(step - 1)));
        }
        return all;
    }

    private List<String> worked(User her, Function<User, Runnable> work, int erasedAfter) {
        var taken = new ArrayList<String>();
        steps.during(work.apply(her), step -> {
            taken.add(step);
            if (taken.size() == erasedAfter)
                erasure.client(her, new Erasure.Warrant("test", true));
        });
        return taken;
    }

    private User customer() {
        scheduler.resume();
        var shop = new Shop();
        var handle = shop.checkout("initie").then().statusCode(200).extract().<String>path("orderId");
        Shop.await().until(() -> orders.byHandle(handle).orElseThrow().effect("paid").map(Effect::doneAt).isPresent());
        scheduler.pause();
        return users.byEmail(shop.email).orElseThrow();
    }

    /** A link is made on another thread, which may be about to take it back. */
    private void nothingStays(User her, String what) {
        Shop.await().untilAsserted(() -> assertThat(stored(her.email())).as(what).isEmpty());
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
