package com.oraclelumira.api.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.setOnInsert;

/**
 * Brings the database to the shape that this version needs: every {@link Migration} once, in the order of their ids,
 * under a lease so that two starting containers do not run the same one. A database that is away at the start is not
 * fatal: it is tried again every few seconds, and {@link #done()} keeps the start-up probe red until then. DB-2, DB-4
 */
@Singleton
public class Migrations {
    private static final String JOB = "migrations";
    /** So long the next start waits for an owner that died; one that lives renews it, however long its work takes. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final List<Migration> all;
    private final MongoDatabase database;
    private final Leases leases;
    private final Clock clock;
    private final boolean atStart;
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean done;

    /** @param known whether this version has it; one that it has not came with a newer version */
    public record Applied(String id, Instant at, boolean known) {}

    /**
     * How the database stands to this version.
     *
     * @param pending what this version brings and the database does not record yet, in the order in which it would run
     * @param runningUntil while a process applies them: the end of its lease, which it renews
     */
    public record Progress(List<Applied> applied, List<String> pending, Optional<Instant> runningUntil) {}

    Migrations(@All List<Migration> all, MongoDatabase database, Leases leases, Clock clock,
            @ConfigProperty(name = "lumira.migrations.at-start") boolean atStart) {
        this.all = all.stream().sorted(Comparator.comparing(Migration::id)).toList();
        this.database = database;
        this.leases = leases;
        this.clock = clock;
        this.atStart = atStart;
    }

    void onStart(@Observes StartupEvent event) {
        if (atStart)
            retry();
    }

    /** While one call works, which may take minutes, the next ones keep its lease. */
    @Scheduled(every = "3s", delayed = "3s")
    void retry() {
        if (done)
            return;
        if (!working.compareAndSet(false, true)) {
            renew();
            return;
        }
        try {
            run();
        } finally {
            working.set(false);
        }
    }

    /** Every migration of this version is recorded as applied. */
    public boolean done() {
        return done;
    }

    private void run() {
        try {
            if (!pending().isEmpty()) {
                if (!leases.acquire(JOB, LEASE))
                    return;
                pending().forEach(this::apply);
                leases.release(JOB);
            }
            done = true;
        } catch (MongoException e) {
            Log.errorf("migrations.postponed reason=%s code=%d", e.getClass().getSimpleName(), e.getCode());
        }
    }

    private void renew() {
        try {
            leases.acquire(JOB, LEASE);
        } catch (MongoException e) {
            Log.warnf("migrations.lease_not_renewed reason=%s", e.getClass().getSimpleName());
        }
    }

    /** What this version brings and the database does not record yet, in order. */
    private List<Migration> pending() {
        var recorded = Complete.list(records().find()).stream().map(each -> each.getString("_id")).toList();
        return all.stream().filter(migration -> !recorded.contains(migration.id())).toList();
    }

    /** Only looks. */
    public Progress progress() {
        var known = all.stream().map(Migration::id).toList();
        var applied = Complete.list(records().find().sort(ascending("_id"))).stream()
                .map(each -> new Applied(each.getString("_id"), each.getDate("appliedAt").toInstant(),
                        known.contains(each.getString("_id"))))
                .toList();
        return new Progress(applied, pending().stream().map(Migration::id).toList(), leases.heldUntil(JOB));
    }

    private void apply(Migration migration) {
        Log.infof("migration.begins id=%s", migration.id());
        migration.apply(database);
        // recorded already when this process was stopped for longer than its lease, and another went on
        records().updateOne(eq(migration.id()), setOnInsert("appliedAt", Date.from(clock.instant())),
                new UpdateOptions().upsert(true));
        Log.infof("migration.applied id=%s", migration.id());
    }

    private MongoCollection<Document> records() {
        return database.getCollection("migrations");
    }
}
