package com.oraclelumira.api.store;

import com.mongodb.client.MongoDatabase;

/**
 * One change of the stored data, applied once and recorded under its id. Must be repeatable (a crash may come between
 * the change and its record, or between two of its steps), bear a second process at the same work, and be compatible
 * with the version still running beside it: docs/runbook/migrations.md. Each comes with data as the version before wrote
 * it, among the tests. DB-2, DB-4
 */
public interface Migration {
    /** Sorts: {@code 001-order-indexes}. Neither renamed nor changed in what it does once released. */
    String id();

    void apply(MongoDatabase database);
}
