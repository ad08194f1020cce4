package com.oraclelumira.api.sanctuary;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import org.bson.types.ObjectId;

import com.oraclelumira.api.security.SecretTokens;
import com.oraclelumira.api.store.Complete;
import com.oraclelumira.api.store.Migration;
import com.oraclelumira.api.users.User;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.set;
import static com.oraclelumira.api.store.Conditions.all;

/** Changes of address that wait for the new mailbox. The latest one asked for counts, the earlier ones are void. */
@Singleton
public class PendingEmails implements PanacheMongoRepositoryBase<PendingEmail, String>, Migration {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration KEPT = Duration.ofDays(30);

    private final Clock clock;

    PendingEmails(Clock clock) {
        this.clock = clock;
    }

    /** The token to be mailed. */
    String create(User user, String to) {
        var now = clock.instant();
        mongoCollection().deleteMany(all(eq("userId", user.id()), exists("confirmedAt", false)));
        var token = SecretTokens.next();
        mongoCollection().insertOne(new PendingEmail(SecretTokens.hash(token), user.id(), user.email(), to, now,
                now.plus(LIFE), null));
        return token;
    }

    /** What this link would confirm, as long as it can be. */
    Optional<PendingEmail> peek(String token) {
        return Optional.ofNullable(mongoCollection().find(all(eq(SecretTokens.hash(token)),
                exists("confirmedAt", false), gt("expiresAt", clock.instant()))).first());
    }

    void confirmed(PendingEmail change) {
        mongoCollection().updateOne(eq(change.tokenHash()), set("confirmedAt", clock.instant()));
    }

    /** Of one customer, for her export. */
    public List<PendingEmail> of(ObjectId userId) {
        return Complete.list(mongoCollection().find(eq("userId", userId)));
    }

    /** The second call changes nothing. */
    public void forget(ObjectId userId) {
        mongoCollection().deleteMany(eq("userId", userId));
    }

    @Scheduled(every = "1h", delayed = "2m")
    void forgetOld() {
        try {
            mongoCollection().deleteMany(lt("createdAt", clock.instant().minus(KEPT)));
        } catch (MongoException e) {
            Log.warnf("email_changes.sweep_postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    @Override
    public String id() {
        return "002-email-change-index";
    }

    @Override
    public void apply(MongoDatabase database) {
        database.getCollection("email_changes").createIndex(Indexes.ascending("userId"));
    }
}
