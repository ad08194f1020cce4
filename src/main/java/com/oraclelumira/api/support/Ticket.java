package com.oraclelumira.api.support;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked us, and what we answered. {@code number} is absent until the mailbox has confirmed it; {@code link}
 * is the hash of the mailed token, never the token, and absent where a customer's session proved the address.
 * {@code mailsOwedSince}: from then on the mails that follow from it may not all be in the outbox yet.
 */
@MongoEntity(collection = "tickets")
public record Ticket(@BsonId ObjectId id, @Nullable String number, String email, @Nullable ObjectId userId,
        @Nullable String name, String subject, String message, @Nullable String orderNumber, Status status,
        @Nullable String link, List<Answer> answers, @Nullable Instant mailsOwedSince, Instant createdAt,
        Instant updatedAt) {

    /** The life of a ticket. */
    public enum Status {
        /** Nobody has shown yet that the mailbox is hers: seen by nobody, gone after a day. */
        UNCONFIRMED,
        OPEN,
        ANSWERED,
        CLOSED;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By an expert; {@code by} is her name as the customer reads it. */
    public record Answer(Instant at, String expertId, String by, String text) {}

    /** What the ids of all mails about it begin with, and of this one. */
    public String mailId(String rest) {
        return "ticket:" + id.toHexString() + ":" + rest;
    }

    /** As the audit trail calls it. */
    public String auditSubject() {
        return "ticket:" + id.toHexString();
    }
}
