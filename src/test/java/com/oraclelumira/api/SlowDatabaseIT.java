package com.oraclelumira.api;

import java.time.Duration;
import java.util.List;

import com.mongodb.ConnectionString;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.PackagedShop;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.SlowLink;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.sandbox.PackagedApp;

import static org.assertj.core.api.Assertions.assertThat;

/** P7: a delivery that cannot be stored in time is never acknowledged, and is answered in time. */
@Tag("PAY-5")
class SlowDatabaseIT {
    /** Stripe waits longer; our own deadline for storing is 2 s. */
    private static final Duration IN_TIME = Duration.ofMillis(3_500);

    private static SlowLink link;
    private static PackagedShop shop;
    private static PackagedApp app;
    private static int customers;

    private record Answer(int status, Duration after) {}

    @BeforeAll
    static void start() {
        shop = new PackagedShop(SlowDatabaseIT::throughTheLink);
        app = shop.start().awaitReady(Duration.ofSeconds(60));
    }

    private static String throughTheLink(String uri) {
        var address = new ConnectionString(uri).getHosts().getFirst();
        link = new SlowLink(Integer.parseInt(address.substring(address.indexOf(':') + 1)));
        return uri.replace(address, "127.0.0.1:" + link.port());
    }

    @AfterEach
    void fast() {
        link.delay(Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        app.close();
        link.close();
        shop.close();
    }

    @Test
    void a_somewhat_slow_database_only_delays_the_acknowledgement() throws Exception {
        var event = paid(shop.checkout(app, customers++));
        link.delay(Duration.ofMillis(200));
        assertThat(delivered(event).status()).isEqualTo(200);
        link.delay(Duration.ZERO);
        awaitPaid(event);
    }

    @Test
    void a_database_too_slow_to_store_is_503_in_time_and_the_repeated_delivery_pays() throws Exception {
        var event = paid(shop.checkout(app, customers++));
        link.delay(Duration.ofSeconds(30));
        var answers = Parallel.run(16, () -> delivered(event));
        link.delay(Duration.ZERO);
        check503InTime(answers);
        Shop.await().until(() -> delivered(event).status() == 200);
        awaitPaid(event);
    }

    @Test
    void a_copy_of_a_stored_event_is_answered_in_time_too() throws Exception {
        var event = paid(shop.checkout(app, customers++));
        assertThat(delivered(event).status()).isEqualTo(200);
        awaitPaid(event);
        link.delay(Duration.ofMillis(700)); // there and back is in time, once: a copy costs no more
        var answer = delivered(event);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.after()).isLessThan(Duration.ofMillis(2_600));
        link.delay(Duration.ofMillis(1_300)); // there and back: more than the deadline
        check503InTime(List.of(delivered(event)));
    }

    private static void check503InTime(List<Answer> answers) {
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.after()).isLessThan(IN_TIME);
        });
    }

    private static Answer delivered(String event) {
        long started = System.nanoTime();
        int status = shop.deliver(app, event);
        return new Answer(status, Duration.ofNanos(System.nanoTime() - started));
    }

    private static String paid(String intent) {
        return StripeEvents.succeeded("evt_of_" + intent, intent, null, 4700);
    }

    private static void awaitPaid(String event) {
        var intent = event.substring(event.indexOf("evt_of_") + "evt_of_".length(), event.indexOf("\",\"object\""));
        Shop.await().atMost(Duration.ofSeconds(60)).until(() -> shop.count("orders",
                new Document("paymentIntentId", intent).append("payment.status", "PAID")) == 1);
    }
}
