package com.oraclelumira.api.sanctuary;

import java.util.List;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;

import com.oraclelumira.api.store.Migration;

/** What is old enough to be forgotten is found by its age. DB-6 */
@Singleton
class SweepIndexes implements Migration {
    @Override
    public String id() {
        return "005-sanctuary-sweep-indexes";
    }

    @Override
    public void apply(MongoDatabase database) {
        for (var collection : List.of("sign_in_links", "email_changes"))
            database.getCollection(collection).createIndex(Indexes.ascending("createdAt"));
    }
}
