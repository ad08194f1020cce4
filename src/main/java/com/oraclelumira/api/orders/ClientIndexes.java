package com.oraclelumira.api.orders;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;

import com.oraclelumira.api.store.Migration;

/** A client's orders are asked for by her address or her account: an {@code $or} needs an index for each branch. DB-6 */
@Singleton
class ClientIndexes implements Migration {
    @Override
    public String id() {
        return "005-order-client-index";
    }

    @Override
    public void apply(MongoDatabase database) {
        database.getCollection("orders").createIndex(Indexes.ascending("userId"), new IndexOptions().sparse(true));
    }
}
