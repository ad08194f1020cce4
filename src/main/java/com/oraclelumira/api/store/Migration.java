package com.oraclelumira.api.store;

import com.mongodb.client.MongoDatabase;

/**
 * One change of the stored data, applied once and recorded under its id. Must be repeatable (a crash may come between
 * the change and its record) and compatible with the version still running beside it. DB-2, DB-4
 */
public interface Migration {
    /** Sorts: {@code 001-order-indexes}. Never renamed once released. */
    String id();

    void apply(MongoDatabase database);
}
