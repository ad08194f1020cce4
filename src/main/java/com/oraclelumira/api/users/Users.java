package com.oraclelumira.api.users;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.store.Duplicates;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.store.Conditions.all;

/** The customers' accounts. */
@Singleton
public class Users implements PanacheMongoRepositoryBase<User, ObjectId> {
    private static final FindOneAndUpdateOptions UPSERT = new FindOneAndUpdateOptions().upsert(true)
            .returnDocument(ReturnDocument.AFTER);

    private static final FindOneAndUpdateOptions AFTER = new FindOneAndUpdateOptions()
            .returnDocument(ReturnDocument.AFTER);

    private final Clock clock;

    Users(Clock clock) {
        this.clock = clock;
    }

    /** An account, and whether this call made it. */
    public record Welcome(User user, boolean isNew) {}

    /**
     * The account of this address, created when there is none. The second call changes nothing: a checkout never
     * overwrites the identity of an existing account (contract §6, defect 10).
     */
    public Welcome welcome(Identity buyer) {
        try {
            return upsert(buyer);
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY)
                throw e;
            return upsert(buyer); // two first purchases raced on the unique address: the account exists now
        }
    }

    private Welcome upsert(Identity buyer) {
        var now = clock.instant();
        var id = new ObjectId();
        var user = mongoCollection().findOneAndUpdate(eq("email", buyer.email()),
                combine(setOnInsert("_id", id), setOnInsert("firstName", buyer.firstName()),
                        setOnInsert("lastName", buyer.lastName()), setOnInsert("phone", buyer.phone()),
                        setOnInsert("createdAt", now), setOnInsert("updatedAt", now)),
                UPSERT);
        return new Welcome(user, user.id().equals(id));
    }

    /** For an account whose name was never vouched for by a payment. */
    public void rename(ObjectId userId, Identity buyer) {
        mongoCollection().updateOne(eq(userId), combine(set("firstName", buyer.firstName()),
                set("lastName", buyer.lastName()), set("phone", buyer.phone()), set("updatedAt", clock.instant())));
    }

    /** False, and nothing changed, when her address is another one by now. */
    public boolean forget(User user) {
        return mongoCollection().deleteOne(all(eq(user.id()), eq("email", user.email()))).getDeletedCount() == 1;
    }

    public Optional<User> byEmail(String email) {
        return Optional.ofNullable(mongoCollection().find(eq("email", email)).first());
    }

    /**
     * Her account with these changes; null takes a value away.
     *
     * @param changes by the field's path, for example {@code profile.birthPlace}
     */
    public User change(ObjectId userId, Map<String, @Nullable Object> changes) {
        var updates = new ArrayList<Bson>(List.of(set("updatedAt", clock.instant())));
        changes.forEach((field, value) -> updates.add(value == null ? unset(field) : set(field, value)));
        return mongoCollection().findOneAndUpdate(eq(userId), combine(updates), AFTER);
    }

    /** False when another account has that address, or hers is gone; true also when it is hers already. */
    public boolean changeEmail(ObjectId userId, String to) {
        try {
            return mongoCollection()
                    .updateOne(eq(userId), combine(set("email", to), set("updatedAt", clock.instant())))
                    .getMatchedCount() == 1;
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicateOf(e, "email"))
                throw e;
            return false;
        }
    }

    /** Refuses from now on every token issued before {@code moment}, unless the mailbox proved it. */
    public void endSessionsBefore(ObjectId userId, Instant moment) {
        mongoCollection().updateOne(eq(userId), max("sessionsValidFrom", moment));
    }

    /** Refuses from now on every token issued before {@code moment}. */
    public void endAllSessionsBefore(ObjectId userId, Instant moment) {
        mongoCollection().updateOne(eq(userId),
                combine(max("sessionsValidFrom", moment), max("sessionsEndedAt", moment)));
    }
}
