package com.oraclelumira.api.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.store.Complete;
import com.oraclelumira.api.store.Duplicates;
import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.store.Conditions.all;

/** Mails waiting to be sent. A feature leaves one here under a deterministic id; {@link OutboxWorker} sends it. */
@Singleton
public class Outbox implements PanacheMongoRepositoryBase<OutboxMail, String>, Migration {
    private static final Duration CLAIM = Duration.ofMinutes(5);
    private static final FindOneAndUpdateOptions OLDEST = new FindOneAndUpdateOptions().sort(ascending("nextAt"))
            .returnDocument(ReturnDocument.AFTER);

    private final Clock clock;

    Outbox(Clock clock) {
        this.clock = clock;
    }

    /** Sent once, however often it is added. */
    public void add(String id, String to, MailTemplate template, Map<String, String> values) {
        add(id, to, template, values, null);
    }

    /** The same for a mail whose answer goes to somebody else. */
    void add(String id, String to, MailTemplate template, Map<String, String> values, @Nullable String replyTo) {
        var now = clock.instant();
        try {
            mongoCollection()
                    .insertOne(new OutboxMail(id, to, template, values, replyTo, 0, now, null, null, null, now));
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

    void sent(OutboxMail mail) {
        mongoCollection().updateOne(mine(mail),
                combine(set("sentAt", clock.instant()), unset("nextAt"), unset("lastError")));
    }

    void failed(OutboxMail mail, Instant nextAt, String reason) {
        mongoCollection().updateOne(mine(mail), combine(set("nextAt", nextAt), set("lastError", reason)));
    }

    void givenUp(OutboxMail mail, String reason) {
        mongoCollection().updateOne(mine(mail),
                combine(unset("nextAt"), set("givenUpAt", clock.instant()), set("lastError", reason)));
    }

    /** As long as nobody has claimed it since. */
    private static Bson mine(OutboxMail mail) {
        return all(eq(mail.id()), eq("attempts", mail.attempts()));
    }

    /** For how long the mail that waits longest has been due; zero when none is. */
    public Duration lag() {
        var now = clock.instant();
        var first = mongoCollection().find(lte("nextAt", now)).sort(ascending("nextAt")).first();
        return first == null ? Duration.ZERO : Duration.between(first.nextAt(), now);
    }

    /** Mails that were given up are tried again; how many. */
    public long revive() {
        return mongoCollection().updateMany(gt("givenUpAt", Instant.EPOCH),
                combine(set("nextAt", clock.instant()), set("attempts", 0), unset("givenUpAt"))).getModifiedCount();
    }

    /** What this address was sent, or is about to be. */
    public List<OutboxMail> to(String address) {
        return Complete.list(mongoCollection().find(eq("to", address)));
    }

    /** Whether it is anything. */
    public boolean anyTo(String address) {
        return mongoCollection().find(eq("to", address)).first() != null;
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
