package com.oraclelumira.api.payments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.PowerCut;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.StoreSteps;
import com.oraclelumira.api.users.Users;

/**
 * Stripe, servers and bad luck: delivers a story until every event was answered with 200, has accidents happen at chosen
 * steps, and lets time pass until all is quiet. One thread; the database is emptied first. Pause the scheduler.
 */
@Singleton
class Rig {
    /** What may befall a server right after a step. */
    enum Mishap {
        /** The process dies; another one starts after its claims have ended. */
        POWER_CUT,
        /** The process is slow: meanwhile another one gets the other deliveries and does all the work there is. */
        RACE,
        /** The same, but for so long that its claims end and the other one does its work as well. */
        PAUSE
    }

    /** Starts one more process. */
    @FunctionalInterface
    interface Start {
        Server server();
    }

    /** @param step counted from 1, from the start or from the accident before */
    record Accident(Mishap mishap, int step) {}

    /** How it ended, at rest or not; {@code steps} since the last accident, and whether all the accidents happened. */
    record Ending(FinalState state, List<String> steps, boolean allHappened) {}

    private static final Instant NOON = Instant.parse("2026-09-21T12:00:00Z");
    private static final Duration PAST_ALL_CLAIMS = Duration.ofSeconds(31);
    private static final int ROUNDS = 12;

    private final OurServer.Parts parts;
    private final Users users;
    private final Outbox outbox;
    private final MongoDatabase database;
    private final StoreSteps steps;
    private final SettableClock clock;

    private final List<byte[]> unanswered = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();

    Rig(Orders orders, Inbox inbox, PaymentEffects effects, WebhookSignature signature, StripeGateway stripe,
            StripeConfig config, Alerts alerts, ObjectMapper json, Users users, Outbox outbox, MongoDatabase database,
            StoreSteps steps, SettableClock clock) {
        parts = new OurServer.Parts(orders, inbox, effects, signature, stripe, config, outbox, alerts, json, clock);
        this.users = users;
        this.outbox = outbox;
        this.database = database;
        this.steps = steps;
        this.clock = clock;
    }

    OurServer.Parts parts() {
        return parts;
    }

    /** The story told to such servers in this order, with these accidents one after the other. */
    Ending run(Start start, List<byte[]> events, Accident... accidents) {
        begin(events);
        var ahead = List.of(accidents).iterator();
        var next = new Accident[]{ahead.hasNext() ? ahead.next() : null};
        var server = start.server();
        for (int round = 0; round < ROUNDS; round++) {
            var running = server;
            try {
                steps.during(() -> live(running), step -> {
                    taken.add(step);
                    if (next[0] != null && next[0].step() == taken.size())
                        happen(next, ahead, start);
                });
            } catch (PowerCut cut) {
                server = start.server();
            }
            if (quiet())
                break;
            clock.advance(PAST_ALL_CLAIMS);
        }
        return new Ending(state(), List.copyOf(taken), next[0] == null);
    }

    /** Forgets what the payments made of the order, plays the inbox again from its start, and answers what came of it. */
    FinalState rebuilt() {
        database.getCollection("orders").updateOne(new Document(), new Document("$set",
                new Document("effects", List.of())).append("$unset",
                        new Document("paymentIntentId", "").append(
                                "paidAt", "")));
        var order = order();
        parts.orders().settle(order, Drafts.order().payment(), List.of(), null);
        parts.inbox().replay(new Document());
        for (int round = 0; round < ROUNDS && !quiet(); round++) {
            new OurServer(parts).work();
            clock.advance(PAST_ALL_CLAIMS);
        }
        return state();
    }

    private void happen(Accident[] next, Iterator<Accident> ahead, Start start) {
        var now = next[0];
        next[0] = ahead.hasNext() ? ahead.next() : null;
        var where = taken.toString();
        taken.clear();
        if (now.mishap() == Mishap.POWER_CUT)
            throw new PowerCut(where);
        if (now.mishap() == Mishap.PAUSE)
            clock.advance(PAST_ALL_CLAIMS);
        live(start.server());
    }

    private void live(Server server) {
        server.work();
        for (var body : List.copyOf(unanswered)) {
            server.deliver(body, () -> {
                unanswered.remove(body);
                steps.reached("200 to Stripe");
            });
            server.work();
        }
    }

    private void begin(List<byte[]> events) {
        clock.set(NOON);
        for (var collection : List.of("orders", "stripe_inbox", "outbox", "users"))
            database.getCollection(collection).deleteMany(new Document());
        parts.orders().mongoCollection().insertOne(Drafts.order());
        unanswered.clear();
        unanswered.addAll(events);
        taken.clear();
    }

    private boolean quiet() {
        return unanswered.isEmpty() && parts.inbox().streamAll().allMatch(event -> event.nextAt() == null)
                && order().effects().stream().filter(effect -> !nudge(effect.key()))
                        .allMatch(effect -> effect.doneAt() != null);
    }

    /** Whether it was announced before it failed depends on the moment, like a nudge; that it failed is told to the team. */
    private static boolean ofFailedRefund(Order order, String mailId) {
        return order.payment().facts().refunds().stream()
                .anyMatch(refund -> !refund.status().counts() && mailId.endsWith(":refund:" + refund.id()));
    }

    private static boolean nudge(String key) {
        return key.startsWith("nudge:");
    }

    private Order order() {
        return parts.orders().byId(Drafts.order().id()).orElseThrow();
    }

    private FinalState state() {
        var order = order();
        var owed = new TreeMap<String, Boolean>();
        order.effects().stream().filter(effect -> !nudge(effect.key()))
                .forEach(effect -> owed.put(effect.key(), effect.doneAt() != null));
        var inbox = new TreeMap<String, InboxEvent.State>();
        parts.inbox().streamAll().forEach(event -> inbox.put(event.id(), event.state()));
        var account = users.byEmail(Drafts.EMAIL);
        var handle = order.payment().facts().intents().stream().anyMatch(f -> f.id().equals(order.paymentIntentId()));
        return new FinalState(order.payment(), handle, order.paidAt() != null, owed, inbox,
                outbox.streamAll().filter(mail -> !ofFailedRefund(order, mail.id()))
                        .map(mail -> mail.to() + " " + mail.template() + " " + new TreeMap<>(mail.values()))
                        .sorted().toList(),
                users.streamAll().map(user -> user.email()).sorted().toList(),
                account.isPresent() && account.get().id().equals(order.userId()));
    }
}
