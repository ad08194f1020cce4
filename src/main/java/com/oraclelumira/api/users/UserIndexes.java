package com.oraclelumira.api.users;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;

import com.oraclelumira.api.store.Migration;

/** One account per address. DB-2 */
@Singleton
class UserIndexes implements Migration {
    @Override
    public String id() {
        return "001-user-indexes";
    }

    @Override
    public void apply(MongoDatabase database) {
        database.getCollection("users").createIndex(Indexes.ascending("email"),
                new IndexOptions().unique(true).name("email"));
    }
}
