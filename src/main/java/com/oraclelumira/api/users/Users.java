package com.oraclelumira.api.users;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import org.bson.types.ObjectId;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

/** The customers' accounts. */
@Singleton
public class Users implements PanacheMongoRepositoryBase<User, ObjectId> {
    private static final FindOneAndUpdateOptions UPSERT = new FindOneAndUpdateOptions().upsert(true)
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

    public Optional<User> byEmail(String email) {
        return Optional.ofNullable(mongoCollection().find(eq("email", email)).first());
    }

    /** Refuses from now on every token issued before {@code moment}. */
    public void endSessionsBefore(ObjectId userId, Instant moment) {
        mongoCollection().updateOne(eq(userId), combine(max("sessionsValidFrom", moment)));
    }
}
