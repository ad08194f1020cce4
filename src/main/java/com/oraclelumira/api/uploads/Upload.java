package com.oraclelumira.api.uploads;

import java.time.Instant;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A photo that we let somebody send, under a key that only she knows. {@code sentAs} is the content type that the
 * signature demands; {@code image} what it is when a browser called it {@code application/octet-stream}. It belongs to
 * one order, or one account, or both together, from {@code claimedAt} on; {@code sweptAt}: nobody may claim it any more.
 */
@MongoEntity(collection = "uploads")
public record Upload(@BsonId String key, PhotoType type, String sentAs, ImageType image, Instant createdAt,
        @Nullable ObjectId orderId, @Nullable ObjectId userId, @Nullable Instant claimedAt,
        @Nullable Instant sweptAt) {}
