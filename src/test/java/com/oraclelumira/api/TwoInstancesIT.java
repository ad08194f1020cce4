package com.oraclelumira.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.PackagedShop;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.sandbox.PackagedApp;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances of the packaged application beside each other: two processes, because nothing less shares only the database. */
class TwoInstancesIT {
    private static final int COPIES = 64;
    private static final int EVENTS = 100;
    private static final int DELIVERIES = 20;
    private static final int OVERLOADED = 503;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static PackagedShop shop;
    private static List<PackagedApp> instances;

    @BeforeAll
    static void start() {
        shop = new PackagedShop();
        instances = List.of(shop.start(), shop.start());
        instances.forEach(instance -> instance.awaitReady(PATIENCE));
    }

    @AfterAll
    static void stop() {
        instances.forEach(PackagedApp::close);
        shop.close();
    }

    /** P5: 64 identical deliveries of each of 100 events, at once, to four workers each. */
    @Test
    @Tag("PAY-4")
    @Tag("defect-24")
    void each_event_has_one_effect() throws Exception {
        deliverAll(shop, instances, events(shop, instances.getFirst()), COPIES);
        Shop.await().atMost(PATIENCE).until(shop::atRest);
        check(shop);
    }

    @Test
    @Tag("SEC-8")
    void a_limit_holds_for_both_together() {
        var address = "203.0.113.77";
        var statuses = IntStream.range(0, 34).mapToObj(n -> shop.signIn(instances.get(n % 2), address)).toList();

        assertThat(statuses.subList(0, 30)).containsOnly(403);
        assertThat(statuses.subList(30, 34)).containsOnly(429);
        assertThat(shop.signIn(instances.getFirst(), "203.0.113.78")).isEqualTo(403);
    }

    private static List<String> events(PackagedShop shop, PackagedApp app) throws Exception {
        var events = new ArrayList<String>();
        for (int customer = 0; customer < EVENTS; customer++)
            events.add(StripeEvents.succeeded(StripeEvents.newId(), shop.checkout(app, customer), null, 4700));
        return events;
    }

    /**
     * So many senders at once: each has an order of its own and goes to the instances in turn. What a machine in need
     * refuses is delivered again, as Stripe does.
     */
    static void deliverAll(PackagedShop shop, List<PackagedApp> apps, List<String> events, int copies) {
        var turn = new AtomicInteger();
        var answers = Parallel.run(copies, () -> {
            var mine = new ArrayList<>(events);
            Collections.shuffle(mine, ThreadLocalRandom.current());
            return mine.stream().map(event -> IntStream.range(0, DELIVERIES)
                    .map(n -> shop.deliver(apps.get(turn.getAndIncrement() % 2), event))
                    .filter(status -> status != OVERLOADED).findFirst().orElse(OVERLOADED)).toList();
        });
        assertThat(answers).allSatisfy(statuses -> assertThat(statuses).containsOnly(200));
    }

    private static void check(PackagedShop shop) {
        assertThat(shop.find("orders", new Document())).hasSize(EVENTS).allSatisfy(order -> {
            assertThat(PackagedShop.payment(order).getString("status")).isEqualTo("PAID");
            assertThat(PackagedShop.effects(order)).singleElement()
                    .satisfies(effect -> assertThat(effect.getInteger("attempts")).isEqualTo(1));
        });
        IntStream.range(0, EVENTS).mapToObj(PackagedShop::email).forEach(email -> {
            assertThat(shop.count("users", new Document("email", email))).as(email).isEqualTo(1);
            assertThat(shop.count("outbox", new Document("to", email))).as(email).isEqualTo(1);
        });
        assertThat(shop.find("stripe_inbox", new Document())).hasSize(EVENTS)
                .allSatisfy(event -> assertThat(event.getString("state")).isEqualTo("DONE"));
    }
}
