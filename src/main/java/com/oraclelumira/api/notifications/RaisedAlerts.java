package com.oraclelumira.api.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import org.bson.conversions.Bson;

import com.oraclelumira.api.store.Duplicates;
import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.store.Conditions.all;

/** What was raised, by whichever instance: who sees it first makes it due, the others only count. */
@Singleton
class RaisedAlerts implements PanacheMongoRepositoryBase<RaisedAlert, String>, Migration {
    /** Longer than an attempt at the chat takes. */
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final FindOneAndUpdateOptions OLDEST = new FindOneAndUpdateOptions().sort(ascending("nextAt"))
            .returnDocument(ReturnDocument.AFTER);

    private final Clock clock;

    RaisedAlerts(Clock clock) {
        this.clock = clock;
    }

    /** Due at once when it is new, or was over; counted otherwise. */
    void raise(String name, String key, String sentence) {
        var now = clock.instant();
        var id = id(name, key);
        try {
            mongoCollection().insertOne(RaisedAlert.first(id, name, sentence, now));
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            var again = combine(inc("times", 1), set("lastAt", now));
            var anew = combine(set("times", 1), set("lastAt", now), set("raisedAt", now), set("sentence", sentence),
                    set("nextAt", now), set("attempts", 0), unset("overAt"));
            if (mongoCollection().updateOne(all(eq(id), exists("overAt")), anew).getMatchedCount() == 0)
                mongoCollection().updateOne(eq(id), again);
        }
    }

    /** The chat hears once that it is over; nothing happens when it is already, or never was. */
    void over(String name, String key) {
        mongoCollection().updateOne(all(eq(id(name, key)), exists("overAt", false)), ending());
    }

    /** The same for all of this name. */
    void allOver(String name) {
        mongoCollection().updateMany(all(eq("name", name), exists("overAt", false)), ending());
    }

    private Bson ending() {
        var now = clock.instant();
        return combine(set("overAt", now), set("nextAt", now), set("attempts", 0));
    }

    Optional<RaisedAlert> claim() {
        var now = clock.instant();
        return Optional.ofNullable(mongoCollection().findOneAndUpdate(lte("nextAt", now),
                combine(set("nextAt", now.plus(CLAIM)), inc("attempts", 1)), OLDEST));
    }

    void told(RaisedAlert alert) {
        mongoCollection().updateOne(mine(alert), combine(unset("nextAt"), unset("lastError")));
    }

    void failed(RaisedAlert alert, Instant nextAt, String reason) {
        mongoCollection().updateOne(mine(alert), combine(set("nextAt", nextAt), set("lastError", reason)));
    }

    void givenUp(RaisedAlert alert, String reason) {
        mongoCollection().updateOne(mine(alert), combine(unset("nextAt"), set("lastError", reason)));
    }

    /** The latest that the chat took, or that was given up. */
    Optional<RaisedAlert> latestSettled() {
        return Optional.ofNullable(
                mongoCollection().find(exists("nextAt", false)).sort(descending("lastAt")).first());
    }

    long forgetBefore(Instant then) {
        return mongoCollection().deleteMany(lt("lastAt", then)).getDeletedCount();
    }

    /** Neither ended, begun anew nor claimed by somebody else since: then there is more to tell. */
    private static Bson mine(RaisedAlert alert) {
        return all(eq(alert.id()), eq("attempts", alert.attempts()), eq("raisedAt", alert.raisedAt()),
                alert.overAt() == null ? exists("overAt", false) : eq("overAt", alert.overAt()));
    }

    private static String id(String name, String key) {
        return name + ":" + key;
    }

    @Override
    public String id() {
        return "005-alert-indexes";
    }

    @Override
    public void apply(MongoDatabase database) {
        database.getCollection("alerts").createIndexes(
                List.of(new IndexModel(Indexes.ascending("nextAt"), new IndexOptions().sparse(true)),
                        new IndexModel(Indexes.ascending("name")), new IndexModel(Indexes.ascending("lastAt"))));
    }
}
