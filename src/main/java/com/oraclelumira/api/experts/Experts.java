package com.oraclelumira.api.experts;

import java.time.Clock;
import java.util.List;
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
import org.bson.types.ObjectId;

import com.oraclelumira.api.store.Complete;
import com.oraclelumira.api.store.Conditions;
import com.oraclelumira.api.store.Duplicates;
import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

/** The experts' accounts. */
@Singleton
public class Experts implements PanacheMongoRepositoryBase<Expert, ObjectId>, Migration {
    private static final FindOneAndUpdateOptions AFTER = new FindOneAndUpdateOptions()
            .returnDocument(ReturnDocument.AFTER);

    private final Clock clock;

    Experts(Clock clock) {
        this.clock = clock;
    }

    /** False, and nothing stored, when the address has an account already. */
    public boolean add(Expert expert) {
        try {
            mongoCollection().insertOne(expert);
            return true;
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return false;
        }
    }

    public Optional<Expert> byId(ObjectId id) {
        return Optional.ofNullable(mongoCollection().find(eq(id)).first());
    }

    /** @param email in lower case, as {@link com.oraclelumira.api.users.Email} has it */
    public Optional<Expert> byEmail(String email) {
        return Optional.ofNullable(mongoCollection().find(eq("email", email)).first());
    }

    /** By address. */
    public List<Expert> all() {
        return Complete.list(mongoCollection().find().sort(ascending("email")));
    }

    boolean none() {
        return mongoCollection().find().first() == null;
    }

    /** Empty when the account was disabled or its password changed meanwhile. */
    Optional<Expert> loggedIn(Expert read) {
        return change(as(read), set("lastLoginAt", clock.instant()));
    }

    /** The same password under a stronger hash; nothing when the password was changed meanwhile. */
    void rehash(Expert expert, String hash) {
        mongoCollection().updateOne(Conditions.all(eq(expert.id()), eq("passwordHash", expert.passwordHash())),
                set("passwordHash", hash));
    }

    /** Ends her sessions. Empty when somebody else has ended them meanwhile: that password is not to be undone. */
    Optional<Expert> changePassword(Expert read, String hash) {
        return change(as(read), combine(set("passwordHash", hash), endSessions()));
    }

    /** Ends her sessions. Empty for an unknown id. */
    Optional<Expert> resetPassword(ObjectId id, String hash) {
        return change(eq(id), combine(set("passwordHash", hash), endSessions()));
    }

    /** Ends her sessions, also when nothing changes. Empty for an unknown id. */
    Optional<Expert> activate(ObjectId id, boolean active) {
        return change(eq(id), combine(set("active", active), endSessions()));
    }

    /** Active, and in the sessions in which she was when the account was read. */
    private static Bson as(Expert read) {
        return Conditions.all(eq(read.id()), eq("active", true), read.sessionsEnded() == null
                ? exists("sessionsEnded", false)
                : eq("sessionsEnded", read.sessionsEnded()));
    }

    private Bson endSessions() {
        return combine(inc("sessionsEnded", 1), set("updatedAt", clock.instant()));
    }

    private Optional<Expert> change(Bson filter, Bson update) {
        return Optional.ofNullable(mongoCollection().findOneAndUpdate(filter, update, AFTER));
    }

    @Override
    public String id() {
        return "002-expert-indexes";
    }

    @Override
    public void apply(MongoDatabase database) {
        database.getCollection("experts").createIndex(Indexes.ascending("email"),
                new IndexOptions().unique(true).name("email"));
        database.getCollection("login_attempts").createIndex(Indexes.ascending("until"));
        database.getCollection("expert_invitations").createIndex(Indexes.ascending("expiresAt"));
    }
}
