package com.oraclelumira.api.notifications;

import java.time.Instant;
import java.util.Map;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A mail that must reach somebody. The id says what it is about ({@code order:<id>:paid}), so asking twice sends once.
 * {@code nextAt} is "not before" and the end of the present claim; absent once sent or given up,
 * of which {@code sentAt} and {@code givenUpAt} tell. {@code replyTo} is absent where answers go to our support.
 */
@MongoEntity(collection = "outbox")
public record OutboxMail(@BsonId String id, String to, MailTemplate template, Map<String, String> values,
        @Nullable String replyTo, int attempts,
        @Nullable Instant nextAt, @Nullable Instant sentAt, @Nullable Instant givenUpAt, @Nullable String lastError,
        Instant createdAt) {}
