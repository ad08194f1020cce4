package com.oraclelumira.sandbox.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;

/** What the database holds on an order, read past the API and without the raw bytes. */
final class Backstage {
    private final MongoDatabase database;

    /** A snapshot of one of Stripe's objects; {@code source}: the event that brought it, or {@code pull}. */
    record Fact(String kind, String id, String status, String source, long at) {}

    /** Something that the order obliges the API to do. */
    record Duty(String key, boolean done, int attempts, String error) {}

    /** How far the reading is; {@code expert} and {@code verdict} are empty until there is one. */
    record Work(String status, String expert, int jobs, String verdict, int revisions) {}

    /** An event in the inbox. */
    record Arrival(String id, String type, String state, int attempts, int deliveries, String error) {}

    Backstage(MongoDatabase database) {
        this.database = database;
    }

    Optional<Document> order(String handle) {
        return Optional.ofNullable(database.getCollection("orders").find(new Document("paymentIntentId", handle))
                .first());
    }

    List<Arrival> inbox(String intent) {
        var arrivals = new ArrayList<Arrival>();
        var found = database.getCollection("stripe_inbox").find(new Document("paymentIntentId", intent))
                .projection(new Document("raw", 0));
        for (var event : found) {
            arrivals.add(new Arrival(event.getString("_id"), event.getString("type"), event.getString("state"),
                    event.getInteger("attempts", 0), event.getInteger("deliveries", 0),
                    event.get("lastError", "")));
        }
        return arrivals;
    }

    /** In the order in which Stripe made them. */
    static List<Fact> facts(Document order) {
        var facts = new ArrayList<Fact>();
        var kinds = payment(order).get("facts", new Document());
        for (var kind : kinds.keySet()) {
            for (var fact : kinds.getList(kind, Document.class, List.of())) {
                var at = fact.get("at") instanceof Number seconds ? seconds.longValue() : 0;
                facts.add(new Fact(kind, fact.getString("id"), fact.get("status", ""), fact.get("source", ""), at));
            }
        }
        facts.sort(Comparator.comparingLong(Fact::at));
        return facts;
    }

    static List<Duty> duties(Document order) {
        return order.getList("effects", Document.class, List.of()).stream()
                .map(effect -> new Duty(effect.getString("key"), effect.get("doneAt") != null,
                        effect.getInteger("attempts", 0), effect.get("lastError", "")))
                .toList();
    }

    static Document payment(Document order) {
        return order.get("payment", new Document());
    }

    static Work work(Document order) {
        var work = order.get("fulfilment", new Document());
        return new Work(work.get("status", "?"), work.get("assignment", new Document()).get("expertName", ""),
                work.get("production", new Document()).getInteger("number", 0),
                work.get("validation", new Document()).get("verdict", ""), work.getInteger("revisions", 0));
    }
}
