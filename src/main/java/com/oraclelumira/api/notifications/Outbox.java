package com.oraclelumira.api.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;

import com.oraclelumira.api.store.Duplicates;
import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

/** Mails waiting to be sent. A feature leaves one here under a deterministic id; {@link OutboxWorker} sends it. */
@Singleton
public class Outbox implements PanacheMongoRepositoryBase<OutboxMail, String>, Migration {
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final FindOneAndUpdateOptions OLDEST = new FindOneAndUpdateOptions().sort(ascending("nextAt"))
            .returnDocument(ReturnDocument.AFTER);

    private final Clock clock;

    Outbox(Clock clock) {
        this.clock = clock;
    }

    /** Sent once, however often it is added. */
    public void add(String id, String to, MailTemplate template, Map<String, String> values) {
        var now = clock.instant();
        try {
            mongoCollection().insertOne(new OutboxMail(id, to, template, values, 0, now, null, null, now));
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
        }
    }

    Optional<OutboxMail> claim() {
        var now = clock.instant();
        return Optional.ofNullable(mongoCollection().findOneAndUpdate(lte("nextAt", now),
                combine(set("nextAt", now.plus(CLAIM)), inc("attempts", 1)), OLDEST));
    }

    void sent(String id) {
        mongoCollection().updateOne(eq(id),
                combine(set("sentAt", clock.instant()), unset("nextAt"), unset("lastError")));
    }

    void failed(String id, Instant nextAt, String reason) {
        mongoCollection().updateOne(eq(id), combine(set("nextAt", nextAt), set("lastError", reason)));
    }

    void givenUp(String id, String reason) {
        mongoCollection().updateOne(eq(id), combine(unset("nextAt"), set("lastError", reason)));
    }

    /** What this address was sent, or is about to be. */
    public List<OutboxMail> to(String address) {
        return mongoCollection().find(eq("to", address)).into(new ArrayList<>());
    }

    /** Mails that wait for this address are not sent, those that were are forgotten. */
    public void forgetTo(String address) {
        mongoCollection().deleteMany(eq("to", address));
    }

    /** The same for all whose id begins with this, for example {@code order:<id>:}. */
    public void forgetAbout(String prefix) {
        mongoCollection().deleteMany(and(gte("_id", prefix), lt("_id", prefix + "\uffff")));
    }

    @Override
    public String id() {
        return "001-outbox-index";
    }

    @Override
    public void apply(MongoDatabase database) {
        database.getCollection("outbox").createIndex(Indexes.ascending("nextAt"), new IndexOptions().sparse(true));
    }
}
