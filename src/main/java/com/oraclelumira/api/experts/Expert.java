package com.oraclelumira.api.experts;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.security.Roles;

/**
 * Who works at the desk. {@code email} is unique and in lower case. {@code passwordHash} is bcrypt, v1's ({@code $2a$},
 * {@code $2b$}, cost 10) included. {@code sessionsEnded} counts how often all her sessions were ended; absent: never.
 */
@MongoEntity(collection = "experts")
public record Expert(@BsonId ObjectId id, String email, String passwordHash, String name, Role role, boolean active,
        @Nullable Instant lastLoginAt, @Nullable Integer sessionsEnded, Instant createdAt, Instant updatedAt) {

    /** An admin may do what an expert may, and manages experts and customers besides. */
    public enum Role {
        EXPERT, ADMIN;

        /** As JSON, tokens and command lines write it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        Set<String> groups() {
            return this == ADMIN ? Set.of(Roles.EXPERT, Roles.ADMIN) : Set.of(Roles.EXPERT);
        }
    }

    /**
     * What a token of hers must name to be good: any other one was issued before her sessions were ended. A count and not
     * a time, because a token's time has whole seconds: who signs in right after a reset would be refused.
     */
    public int tokenVersion() {
        return sessionsEnded == null ? 0 : sessionsEnded;
    }

    /** As the audit trail and the orders name her. */
    public String actor() {
        return "expert:" + id.toHexString();
    }

    @Override
    public String toString() {
        return actor(); // name, address and hash have no place in a log line
    }
}
