package com.oraclelumira.api.users;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;

import com.oraclelumira.api.store.Migration;

/** The order in which accounts are listed: a page is read, not the collection. DB-6 */
@Singleton
class DirectoryIndexes implements Migration {
    @Override
    public String id() {
        return "005-user-directory-index";
    }

    @Override
    public void apply(MongoDatabase database) {
        database.getCollection("users").createIndex(Indexes.descending("createdAt", "_id"));
    }
}
