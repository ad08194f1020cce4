package com.oraclelumira.api.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import org.bson.Document;

import static com.mongodb.client.model.Filters.eq;

/**
 * Brings the database to the shape that this version needs: every {@link Migration} once, in the order of their ids,
 * under a lease so that two starting containers do not run the same one. A database that is away at the start is not
 * fatal: it is tried again every few seconds, and {@link #done()} keeps the start-up probe red until then. DB-2, DB-4
 */
@Singleton
public class Migrations {
    private static final String JOB = "migrations";
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final List<Migration> all;
    private final MongoDatabase database;
    private final Leases leases;
    private final Clock clock;
    private volatile boolean done;

    Migrations(@All List<Migration> all, MongoDatabase database, Leases leases, Clock clock) {
        this.all = all.stream().sorted(Comparator.comparing(Migration::id)).toList();
        this.database = database;
        this.leases = leases;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        run();
    }

    @Scheduled(every = "3s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void retry() {
        if (!done)
            run();
    }

    /** Every migration of this version is recorded as applied. */
    public boolean done() {
        return done;
    }

    private void run() {
        try {
            if (pending().isEmpty()) {
                done = true;
            } else if (leases.acquire(JOB, LEASE)) {
                pending().forEach(this::apply);
                leases.release(JOB);
                done = true;
            }
        } catch (MongoException e) {
            Log.errorf("migrations.postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    /** What this version brings and the database does not record yet, in order. */
    public List<Migration> pending() {
        var recorded = database.getCollection("migrations");
        return all.stream().filter(m -> recorded.find(eq("_id", m.id())).first() == null).toList();
    }

    private void apply(Migration migration) {
        migration.apply(database);
        database.getCollection("migrations")
                .insertOne(
                        new Document("_id", migration.id()).append("appliedAt", java.util.Date.from(clock.instant())));
        Log.infof("migration.applied id=%s", migration.id());
    }
}
