package com.oraclelumira.api.desk;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;
import org.bson.types.ObjectId;

import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Order;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

/**
 * Which version of a reading each expert was shown last, as far as it waits for a verdict: the desk's page sends an
 * order's id with a verdict and not what it showed. One document an expert, which each load of her page replaces.
 */
@Singleton
class ShownReadings {
    private final MongoDatabase database;

    ShownReadings(MongoDatabase database) {
        this.database = database;
    }

    /** Her page was loaded: what it showed before is no longer before her. */
    void page(String viewer, List<Order> shown) {
        var versions = shown.stream().collect(Collectors.toMap(order -> order.id().toHexString(),
                order -> order.fulfilment().readingVersion(), (_, last) -> last, Document::new));
        collection().replaceOne(eq(viewer), new Document("_id", viewer).append("versions", versions),
                new ReplaceOptions().upsert(true));
    }

    /** She opened these besides. */
    void more(String viewer, List<Order> shown) {
        var versions = shown.stream().filter(ShownReadings::waits)
                .map(order -> set(field(order.id()), order.fulfilment().readingVersion())).toList();
        if (!versions.isEmpty())
            collection().updateOne(eq(viewer), combine(versions), new UpdateOptions().upsert(true));
    }

    /** Empty when she was shown none, or has judged it. */
    Optional<String> version(String viewer, ObjectId order) {
        return Optional.ofNullable(collection().find(eq(viewer)).first())
                .map(all -> all.getEmbedded(List.of("versions", order.toHexString()), String.class));
    }

    /** She has judged it. */
    void judged(String viewer, ObjectId order) {
        collection().updateOne(eq(viewer), unset(field(order)));
    }

    private static boolean waits(Order order) {
        return order.fulfilment().status() == FulfilmentStatus.AWAITING_VALIDATION;
    }

    private static String field(ObjectId order) {
        return "versions." + order.toHexString();
    }

    private MongoCollection<Document> collection() {
        return database.getCollection("shown_readings");
    }
}
