package com.oraclelumira.api.experts;

import java.time.Instant;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/** The right to register once. The id is the code's hash; {@code usedAt} is absent as long as it can be used. */
@MongoEntity(collection = "expert_invitations")
public record Invitation(@BsonId String id, String invitedBy, Instant createdAt, Instant expiresAt,
        @Nullable Instant usedAt) {}
