package com.oraclelumira.api.audit;

import java.time.Instant;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to whose data, and when. {@code actor} is {@code expert:<id>}, {@code admin:<name>}, {@code command} or {@code service} (by itself);
 * {@code action} a noun and a verb ({@code client.erased}); {@code subject} an id as {@link Subject} writes it, never a name or an address, so that
 * the trail may outlive the person's data.
 */
@MongoEntity(collection = "audit")
public record AuditEntry(@BsonId ObjectId id, Instant at, String actor, String action, String subject,
        @Nullable String detail, @Nullable String requestId) {}
