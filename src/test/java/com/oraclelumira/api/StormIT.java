package com.oraclelumira.api;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.PackagedShop;
import com.oraclelumira.api.testing.Proof;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.sandbox.PackagedApp;
import com.oraclelumira.sandbox.stripe.DeliveryKnobs;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * P6: customers buy, Stripe delivers every event several times and in disorder, and the packaged application is killed
 * with SIGKILL again and again in the middle of it. Afterwards nothing is lost and nothing is doubled.
 */
@Tag("PAY-4")
@Tag("PAY-6")
class StormIT {
    private static final int KILLS = Proof.times(20, 100);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** Three copies of each event within 1.5 s; whatever fails comes again after 0.1 s to 0.8 s, for ever. */
    private static final DeliveryKnobs STORM = new DeliveryKnobs(0, 3, 1_500, List.of(), List.of(), 100, 800, 100_000,
            5_000);

    private final PackagedShop shop = new PackagedShop();
    private final int port = PackagedApp.freePort();
    private final Map<String, String> expected = new ConcurrentHashMap<>();
    private volatile PackagedApp app;
    private volatile boolean open = true;

    @Test
    void killed_at_random_moments_it_loses_nothing_and_doubles_nothing() {
        shop.stripe().delivery(knobs -> STORM);
        shop.webhooksGoTo(port);
        app = shop.start(port).awaitReady(PATIENCE);
        var customers = Thread.ofVirtual().start(this::buy);
        try {
            Proof.named(() -> "a storm of %d orders".formatted(expected.size()), () -> {
                killAgainAndAgain();
                open = false;
                join(customers);
                Shop.await().atMost(PATIENCE).until(() -> shop.stripe().idle() && shop.atRest());
                check();
            });
        } finally {
            open = false;
            app.close();
            shop.close();
        }
    }

    /** At a moment that depends on how much has been done since the start: between nothing and some hundred steps. */
    private void killAgainAndAgain() {
        var random = Proof.random();
        for (int kill = 0; kill < KILLS; kill++) {
            long enough = progress() + random.nextInt(60);
            Shop.await().pollInterval(Duration.ofMillis(1 + random.nextInt(20))).until(() -> progress() >= enough);
            assertThat(app.kill()).isEqualTo(137);
            app = shop.start(port).awaitReady(PATIENCE);
        }
    }

    private long progress() {
        return shop.count("stripe_inbox", new Document("state", "DONE")) + shop.count("outbox", new Document());
    }

    /** One customer after the other; each insists until the shop has answered her, then pays or tries to. */
    private void buy() {
        var random = Proof.random();
        for (int customer = 0; open; customer++) {
            var intent = insist(customer);
            if (intent == null)
                return;
            if (random.nextInt(4) == 0)
                shop.stripe().cardholder().decline(intent);
            expected.put(intent, paid(intent, random.nextInt(5)));
        }
    }

    private String paid(String intent, int choice) {
        shop.stripe().cardholder().succeed(intent);
        switch (choice) {
            case 0 -> {
                shop.stripe().bank().refund(intent, 1_700);
                return "PARTIALLY_REFUNDED";
            }
            case 1 -> {
                var refund = shop.stripe().bank().refund(intent, 4_700);
                shop.stripe().bank().failRefund(refund.path("id").asText());
                return "PAID";
            }
            default -> {
                return "PAID";
            }
        }
    }

    private String insist(int customer) {
        while (open)
            try {
                return shop.checkout(app, customer);
            } catch (IOException dead) {
                Thread.onSpinWait(); // her browser says so, and she clicks again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        return null;
    }

    private void check() {
        var intents = shop.all("payment_intents");
        assertThat(expected).hasSizeGreaterThan(KILLS);
        assertThat(intents).as("one payment for each order")
                .doesNotHaveDuplicates().extracting(intent -> intent.path("metadata").path("orderId").asText())
                .doesNotHaveDuplicates();
        var orders = shop.find("orders", new Document()).stream()
                .collect(Collectors.toMap(order -> String.valueOf(order.getString("paymentIntentId")), order -> order));
        expected.forEach((intent, status) -> checkOrder(orders.get(intent), status));
        checkInbox(shop.all("events"));
    }

    private void checkOrder(Document order, String status) {
        var email = order.get("buyer", Document.class).getString("email");
        var payment = PackagedShop.payment(order);
        assertThat(payment.getString("status")).as("%s", order).isEqualTo(status);
        assertThat(((Number) payment.get("capturedCents")).longValue()).isEqualTo(4_700);
        assertThat(PackagedShop.effects(order)).extracting(effect -> effect.getString("key")).doesNotHaveDuplicates()
                .contains("paid");
        assertThat(shop.count("orders", new Document("buyer.email", email))).as("orders of %s", email).isEqualTo(1);
        var users = shop.find("users", new Document("email", email));
        assertThat(users).as("accounts of %s", email).hasSize(1);
        assertThat(order.get("userId")).isEqualTo(users.getFirst().get("_id"));
        assertThat(shop.count("outbox", new Document("to", email).append("template", "ORDER_CONFIRMATION")))
                .as("confirmations to %s", email).isEqualTo(1);
    }

    /** Everything that Stripe ever told is there, and done. */
    private void checkInbox(List<JsonNode> told) {
        var inbox = shop.find("stripe_inbox", new Document());
        var received = inbox.stream().map(event -> event.getString("_id")).collect(Collectors.toSet());
        var missing = new HashSet<>(told.stream().map(event -> event.path("id").asText()).toList());
        missing.removeAll(received);
        assertThat(missing).as("events that never arrived").isEmpty();
        assertThat(inbox).extracting(event -> event.getString("state")).containsOnly("DONE", "IGNORED");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
