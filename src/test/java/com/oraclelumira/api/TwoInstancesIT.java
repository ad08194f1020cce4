package com.oraclelumira.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.PackagedShop;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.sandbox.PackagedApp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * P5: 64 identical deliveries of each of 100 events, at once, to two instances of the packaged application with four
 * workers each. Two processes, because nothing less shares only the database.
 */
@Tag("PAY-4")
class TwoInstancesIT {
    private static final int COPIES = 64;
    private static final int EVENTS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @Tag("defect-24")
    void each_event_has_one_effect() throws Exception {
        try (var shop = new PackagedShop(); var one = shop.start(); var other = shop.start()) {
            one.awaitReady(PATIENCE);
            other.awaitReady(PATIENCE);
            var events = events(shop, one);
            deliverAll(shop, List.of(one, other), events);
            Shop.await().atMost(PATIENCE).until(shop::atRest);
            check(shop);
        }
    }

    private static List<String> events(PackagedShop shop, PackagedApp app) throws Exception {
        var events = new ArrayList<String>();
        for (int customer = 0; customer < EVENTS; customer++)
            events.add(StripeEvents.succeeded(StripeEvents.newId(), shop.checkout(app, customer), null, 4700));
        return events;
    }

    /** Every sender has an order of its own and goes to the instances in turn. */
    private static void deliverAll(PackagedShop shop, List<PackagedApp> apps, List<String> events) {
        var turn = new AtomicInteger();
        var answers = Parallel.run(COPIES, () -> {
            var mine = new ArrayList<>(events);
            Collections.shuffle(mine, ThreadLocalRandom.current());
            return mine.stream().map(event -> shop.deliver(apps.get(turn.getAndIncrement() % 2), event)).toList();
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
