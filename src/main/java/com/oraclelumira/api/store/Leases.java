package com.oraclelumira.api.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.oraclelumira.api.store.Conditions.all;

/**
 * Who may run a job that must not run twice at once. A lease ends by itself, so a dead owner blocks nobody for longer
 * than its duration; whoever holds one must therefore finish, or renew, in time, and its work must survive a second
 * runner (a paused owner may wake up late).
 */
@Singleton
public class Leases {
    private static final FindOneAndUpdateOptions UPSERT = new FindOneAndUpdateOptions().upsert(true);

    private final MongoDatabase database;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();

    Leases(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** This process, as other claims (inbox, effects) write it. */
    public String owner() {
        return owner;
    }

    /** True when the job is ours until {@code duration} from now; asking again while we hold it renews it. */
    public boolean acquire(String job, Duration duration) {
        return take(job, owner, duration) || take(job, null, duration);
    }

    private boolean take(String job, String from, Duration duration) {
        var now = clock.instant();
        var mine = from == null ? lt("until", now) : eq("owner", from);
        try {
            database.getCollection("leases").findOneAndUpdate(all(eq("_id", job), mine),
                    combine(set("owner", owner), set("until", now.plus(duration))), UPSERT);
            return true;
        } catch (MongoWriteException | MongoCommandException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return false; // the document exists and is somebody else's: the upsert ran into its _id
        }
    }

    /** The end of the lease that somebody, maybe we, holds now. */
    Optional<Instant> heldUntil(String job) {
        return Optional.ofNullable(database.getCollection("leases").find(eq(job)).first())
                .map(lease -> lease.getDate("until").toInstant()).filter(until -> until.isAfter(clock.instant()));
    }

    /** Gives the job back before its time. */
    public void release(String job) {
        database.getCollection("leases").deleteOne(all(eq("_id", job), eq("owner", owner)));
    }
}
