package com.oraclelumira.api.sanctuary;

import java.time.Instant;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A mailed sign-in link: the id is the token's hash, never the token. Opened once, it unlocks {@code email} for one
 * {@code network} (hashed) until {@code unlockedUntil}.
 */
@MongoEntity(collection = "sign_in_links")
public record SignInLink(@BsonId String tokenHash, String email, Instant createdAt, Instant expiresAt,
        @Nullable Instant openedAt, @Nullable String network, @Nullable Instant unlockedUntil) {}
