package com.oraclelumira.api.preflight.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.health.DatabasePing;
import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;
import com.oraclelumira.api.store.IndexList;
import com.oraclelumira.api.store.Migrations;

/** MongoDB as this version needs it. */
@Singleton
class DatabaseProbes implements Group {
    /** The driver's own, where the URI says nothing. */
    private static final int USUAL_POOL = 100;
    /** As many calls as the lanes of the package admission let work, and the jobs: docs/runbook/limits.md. */
    private static final int LEAST_POOL = 100;
    private static final int MOST_NAMED = 5;
    private static final int UNKNOWN_COMMAND = 59;
    private static final List<String> QUESTIONS = List.of(
            "{find: 'stripe_inbox', filter: {state: {$in: ['RECEIVED', 'PARKED']}, nextAt: {$lte: {$date: 0}}},"
                    + " sort: {nextAt: 1}}",
            "{find: 'orders', filter: {paymentIntentId: 'pi_preflight'}}",
            "{find: 'orders', filter: {effects: {$elemMatch: {nextAt: {$lte: {$date: 0}}}}}}",
            "{find: 'orders', filter: {'buyer.email': 'preflight@example.com'}, sort: {createdAt: -1}}",
            "{find: 'users', filter: {email: 'preflight@example.com'}}",
            "{find: 'outbox', filter: {nextAt: {$lte: {$date: 0}}}, sort: {nextAt: 1}}");

    private final DatabasePing ping;
    private final MongoDatabase database;
    private final Migrations migrations;
    private final IndexList indexes;
    private final String uri;

    DatabaseProbes(DatabasePing ping, MongoDatabase database, Migrations migrations, IndexList indexes,
            @ConfigProperty(name = "quarkus.mongodb.connection-string") String uri) {
        this.ping = ping;
        this.database = database;
        this.migrations = migrations;
        this.indexes = indexes;
        this.uri = uri;
    }

    @Override
    public String name() {
        return "Database";
    }

    @Override
    public List<Probe> probes() {
        return List.of(
                new Probe("database", List.of("DB-1"), "MongoDB should answer at MONGODB_URI, and know our user.",
                        "troubleshooting.md", this::reached),
                new Probe("migrations", List.of("DB-4"), "Every migration of this version should be recorded.",
                        "migrations.md", this::migrated),
                new Probe("indexes-present", List.of("DB-2"),
                        "The database should have every index that the migrations make.", "migrations.md",
                        this::indexed),
                new Probe("indexes-used", List.of("DB-2", "DB-6"),
                        "The server should answer the most frequent questions by an index.", "slow-queries.md",
                        this::planned),
                new Probe("connection-pool", List.of("DB-5"),
                        "The pool should be able to hold as many connections as calls may work at once.", "limits.md",
                        this::pooled));
    }

    /** A ping needs no user, and is short of time in a process that has just begun and asks everything at once. */
    private Finding reached() {
        var result = ping.ping().join();
        try {
            database.getCollection("migrations").find().first();
            return Finding.good("answered" + (result.reached() ? "" : " at last, the first time not even")
                    + " after " + result.millis() + " ms, database " + database.getName());
        } catch (MongoException e) {
            return away(e.getClass().getSimpleName() + " after " + result.millis() + " ms");
        }
    }

    private static Finding away(String reason) {
        return Finding.bad("no answer: " + reason,
                "is mongod up, MONGODB_URI right with its user, and this container in "
                        + "its network?");
    }

    private Finding migrated() {
        var progress = migrations.progress();
        if (!progress.pending().isEmpty())
            return Finding.bad("not recorded: " + some(progress.pending()), "start this version once; then: migrate "
                    + "status");
        long newer = progress.applied().stream().filter(applied -> !applied.known()).count();
        return newer > 0
                ? Finding.human("all recorded, and " + newer + " of a newer version",
                        "is this an older version beside a newer one, or after a rollback?")
                : Finding.good(progress.applied().size() + " recorded, the last at "
                        + progress.applied().getLast().at());
    }

    private Finding indexed() {
        var missing = new ArrayList<>(IndexList.expected());
        int all = missing.size();
        missing.removeAll(indexes.present());
        return missing.isEmpty()
                ? Finding.good("all " + all + " are there")
                : Finding.bad(missing.size() + " of " + all + " are missing: " + some(missing),
                        "create it as it is written here (db.COLLECTION.createIndex); a migration that is recorded "
                                + "does not run again");
    }

    private Finding planned() {
        var scanning = new ArrayList<String>();
        for (var question : QUESTIONS) {
            var plan = explained(question);
            if (plan.isEmpty())
                return Finding.human("this server does not explain how it answers",
                        "only a MongoDB server can tell; that all indexes are there is another line");
            if (Plans.scans(plan.get()))
                scanning.add(question);
        }
        return scanning.isEmpty()
                ? Finding.good("none of " + QUESTIONS.size() + " reads a whole collection")
                : Finding.bad(scanning.size() + " read a whole collection: " + some(scanning),
                        "is their index there, and hidden or of another kind?");
    }

    private Optional<Document> explained(String question) {
        try {
            return Optional.of(database.runCommand(new Document("explain", Document.parse(question))
                    .append("verbosity", "queryPlanner")));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != UNKNOWN_COMMAND)
                throw e;
            return Optional.empty();
        }
    }

    private Finding pooled() {
        var address = new ConnectionString(uri);
        int most = address.getMaxConnectionPoolSize() == null ? USUAL_POOL : address.getMaxConnectionPoolSize();
        int least = address.getMinConnectionPoolSize() == null ? 0 : address.getMinConnectionPoolSize();
        var found = "at most " + (most == 0 ? "any number" : most) + ", " + least + " kept open";
        if (most != 0 && most < LEAST_POOL)
            return Finding.bad(found + ", but " + LEAST_POOL + " are needed: calls would wait for each other",
                    "take maxPoolSize out of MONGODB_URI");
        return most == 0
                ? Finding.bad(found + ": a flood would open connections until the server refuses them",
                        "take maxPoolSize=0 out of MONGODB_URI")
                : Finding.good(found);
    }

    private static String some(List<String> all) {
        return String.join(" | ", all.subList(0, Math.min(MOST_NAMED, all.size())))
                + (all.size() > MOST_NAMED ? " …" : "");
    }
}
