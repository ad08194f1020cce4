package com.oraclelumira.api.orders;

import java.util.List;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;

import com.oraclelumira.api.store.Migration;

/** What must be unique about an order, and how it is looked up. Sparse, so that an absent field never collides. DB-2 */
@Singleton
class OrderIndexes implements Migration {
    @Override
    public String id() {
        return "001-order-indexes";
    }

    @Override
    public void apply(MongoDatabase database) {
        var orders = database.getCollection("orders");
        orders.createIndexes(List.of(unique("orderNumber"), unique("paymentIntentId"), unique("origin.key"),
                unique("origin.freeFor"), new IndexModel(Indexes.compoundIndex(Indexes.ascending("buyer.email"),
                        Indexes.descending("createdAt"))),
                new IndexModel(Indexes.ascending("effects.nextAt"), new IndexOptions().sparse(true)),
                new IndexModel(Indexes.ascending("payment.status", "createdAt")),
                new IndexModel(Indexes.ascending("payment.facts.intents.id")),
                new IndexModel(Indexes.ascending("payment.refundsUnknown"), new IndexOptions().sparse(true)),
                new IndexModel(Indexes.ascending("paidAt"), new IndexOptions().sparse(true))));
    }

    /** Named after its field, so that a duplicate-key error tells which rule it broke. */
    private static IndexModel unique(String field) {
        return new IndexModel(Indexes.ascending(field), new IndexOptions().unique(true).sparse(true).name(field));
    }
}
