package com.oraclelumira.api.users;

import java.time.Instant;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A customer. {@code email} is unique and in lower case. Tokens issued before {@code sessionsValidFrom} are refused
 * unless her mailbox proved them: somebody else's purchase in her name must not have opened her account. Those issued
 * before {@code sessionsEndedAt} are refused whatever proved them. {@code v1} keeps what an imported account had and this
 * shape has no place for.
 */
@MongoEntity(collection = "users")
public record User(@BsonId ObjectId id, String email, String firstName, String lastName, @Nullable String phone,
        @Nullable Profile profile, @Nullable Instant sessionsValidFrom, @Nullable Instant sessionsEndedAt,
        Instant createdAt,
        Instant updatedAt, @Nullable Document v1) {

    public String fullName() {
        return firstName + " " + lastName;
    }
}
