package com.oraclelumira.api.sanctuary;

import java.time.Instant;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A customer asked for another address and its mailbox has not confirmed it yet. The id is the hash of the mailed token,
 * never the token.
 */
@MongoEntity(collection = "email_changes")
public record PendingEmail(@BsonId String tokenHash, ObjectId userId, String from, String to, Instant createdAt,
        Instant expiresAt, @Nullable Instant confirmedAt) {

    /** Of the mail that tells the former address. */
    public String mailId() {
        return "email-change:" + tokenHash;
    }
}
