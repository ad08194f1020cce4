package com.oraclelumira.api.experts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.experts.Expert.Role;
import com.oraclelumira.api.security.SecretTokens;
import com.oraclelumira.api.store.Duplicates;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.store.Conditions.all;

/** Codes that open the registration: an admin's, and the first one of all from the environment. */
@Singleton
class Invitations implements PanacheMongoRepositoryBase<Invitation, String> {
    private static final Duration LIFE = Duration.ofDays(3);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final String FIRST = "bootstrap";

    /** A code that is in use now, and what it gives. */
    record Claim(String id, Role role) {}

    /** {@code code} is shown once; only its hash is kept. */
    record Issued(String code, Instant expiresAt) {}

    private final Experts experts;
    private final Optional<String> bootstrapCode;
    private final Clock clock;

    Invitations(Experts experts, @ConfigProperty(name = "lumira.experts.bootstrap-code") Optional<String> bootstrapCode,
            Clock clock) {
        this.experts = experts;
        this.bootstrapCode = bootstrapCode;
        this.clock = clock;
    }

    Issued issue(String invitedBy) {
        var code = SecretTokens.next();
        var now = clock.instant();
        mongoCollection().insertOne(
                new Invitation(SecretTokens.hash(code), invitedBy, now, now.plus(LIFE), null));
        return new Issued(code, now.plus(LIFE));
    }

    /** Takes the code out of use; empty for one that is unknown, used or expired. */
    Optional<Claim> claim(@Nullable String code) {
        if (code == null || code.isBlank())
            return Optional.empty();
        var now = clock.instant();
        var usable = all(eq(SecretTokens.hash(code)), exists("usedAt", false), gt("expiresAt", now));
        if (mongoCollection().updateOne(usable, set("usedAt", now)).getModifiedCount() == 1)
            return Optional.of(new Claim(SecretTokens.hash(code), Role.EXPERT));
        return claimFirst(code);
    }

    /** The environment's code makes the first account, an admin's, and none after. */
    private Optional<Claim> claimFirst(String code) {
        if (!bootstrapCode.filter(right -> same(right, code)).isPresent() || !experts.none())
            return Optional.empty();
        try {
            var now = clock.instant();
            mongoCollection().insertOne(new Invitation(FIRST, "environment", now, now.plus(FOR_EVER), now));
            return Optional.of(new Claim(FIRST, Role.ADMIN));
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return Optional.empty();
        }
    }

    /** Nobody registered with it after all. */
    void giveBack(Claim claim) {
        if (claim.id().equals(FIRST))
            mongoCollection().deleteOne(eq(FIRST));
        else
            mongoCollection().updateOne(eq(claim.id()), unset("usedAt"));
    }

    private static boolean same(String right, String given) {
        return MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Scheduled(every = "24h", delayed = "15m")
    void forgetOld() {
        try {
            mongoCollection().deleteMany(and(ne("_id", FIRST), lt("expiresAt", clock.instant().minus(KEPT))));
        } catch (MongoException e) {
            Log.warnf("invitations.sweep_postponed reason=%s", e.getClass().getSimpleName());
        }
    }
}
