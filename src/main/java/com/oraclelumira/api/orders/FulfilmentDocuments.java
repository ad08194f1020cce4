package com.oraclelumira.api.orders;

import java.util.List;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;

import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

/** The first version that sold anything kept an order's fulfilment as one word; every later one reads a document. DB-4 */
@Singleton
class FulfilmentDocuments implements Migration {
    @Override
    public String id() {
        return "004-fulfilment-documents";
    }

    @Override
    public void apply(MongoDatabase database) {
        for (var status : FulfilmentStatus.values())
            database.getCollection("orders").updateMany(eq("fulfilment", status.name()), set("fulfilment",
                    new Document("status", status.name()).append("revisions", 0).append("files", List.of())));
    }
}
