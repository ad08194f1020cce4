package com.oraclelumira.api.store;

import java.time.Clock;
import java.util.List;

import com.mongodb.client.MongoDatabase;

/** What a second process beside this one brings: leases in its own name, migrations of its own version. */
public final class AnotherProcess {
    private AnotherProcess() {}

    public static Leases leases(MongoDatabase database, Clock clock) {
        return new Leases(database, clock);
    }

    static Migrations migrating(List<Migration> all, MongoDatabase database, Clock clock) {
        return new Migrations(all, database, leases(database, clock), clock, true);
    }
}
