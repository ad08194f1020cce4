package com.oraclelumira.api.health;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.oraclelumira.api.store.Conditions.all;

/** What the backup job reports, which alone writes it (src/deploy/backup/record.js), and what the team was told of it. */
@Singleton
public class BackupReports {
    private static final String WATCH = "backups";

    private final MongoDatabase database;

    BackupReports(MongoDatabase database) {
        this.database = database;
    }

    /** @param startedAt when the dump began: nothing written later is certain to be in it */
    public record Report(String id, Instant startedAt) {}

    /**
     * A restore that was tried (src/deploy/backup/drilled.js).
     *
     * @param dump its name; empty when there was none
     * @param equal the restored database was what the dump's report says
     */
    public record Drill(Instant at, String dump, long seconds, boolean equal) {}

    /** Of the dumps that are whole and lie wherever they are to lie. Their ids are times, so the newest is the last. */
    public Optional<Report> newestGood() {
        var good = all(gt("bytes", 0), gt("startedAt", Date.from(Instant.EPOCH)), ne("offsite", "failed"));
        return Optional.ofNullable(database.getCollection("backups").find(good).sort(descending("_id")).first())
                .map(report -> new Report(report.getString("_id"), report.getDate("startedAt").toInstant()));
    }

    /** Good or not. Their ids are times, too. */
    public Optional<Drill> newestDrill() {
        return Optional.ofNullable(database.getCollection("restore_drills").find().sort(descending("_id")).first())
                .map(drill -> new Drill(drill.getDate("at").toInstant(), drill.getString("dump"),
                        ((Number) drill.get("seconds")).longValue(), drill.getBoolean("equal", false)));
    }

    /** Since when somebody has looked for a report: {@code now} for the first who asks. */
    Instant watchedSince(Instant now) {
        return database.getCollection("backup_watch")
                .findOneAndUpdate(eq(WATCH), setOnInsert("since", Date.from(now)),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER))
                .getDate("since").toInstant();
    }

    /** Whether the team knows already that nothing newer than this report came. */
    boolean told(String report) {
        return database.getCollection("backup_watch").find(all(eq("_id", WATCH), eq("toldAbout", report)))
                .first() != null;
    }

    void remember(String report) {
        database.getCollection("backup_watch").updateOne(eq(WATCH), set("toldAbout", report),
                new UpdateOptions().upsert(true));
    }
}
