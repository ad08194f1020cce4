package com.oraclelumira.api.experts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.UpdateOptions;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.security.Hashes;
import com.oraclelumira.api.store.Duplicates;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.oraclelumira.api.store.Conditions.all;

/**
 * Locks one account for one network after five wrong passwords. Not for others: an attacker locks out himself, never the
 * expert, and never her colleagues. Accounts that do not exist are counted alike, so that the answer tells nothing.
 */
@Singleton
class LoginAttempts implements PanacheMongoRepositoryBase<LoginAttempt, String> {
    private static final int ALLOWED = 5;
    private static final Duration LOCKED = Duration.ofMinutes(15);

    private final Clock clock;

    LoginAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Problems: RATE_LIMITED with Retry-After. */
    void refuseLocked(String email, String network) {
        var now = clock.instant();
        var known = mongoCollection().find(eq(key(email, network))).first();
        if (known == null || known.failures() < ALLOWED || !known.until().isAfter(now))
            return;
        throw new ProblemException(ProblemType.RATE_LIMITED,
                "Trop de tentatives de connexion, réessayez dans 15 minutes.").withHeader("Retry-After",
                        String.valueOf(Duration.between(now, known.until()).toSeconds() + 1));
    }

    void failed(String email, String network) {
        var now = clock.instant();
        var id = key(email, network);
        mongoCollection().deleteOne(all(eq(id), lt("until", now)));
        try {
            count(id, now.plus(LOCKED));
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            count(id, now.plus(LOCKED)); // two first failures raced to make it
        }
    }

    private void count(String id, Instant until) {
        mongoCollection().updateOne(eq(id), combine(inc("failures", 1), set("until", until)),
                new UpdateOptions().upsert(true));
    }

    void succeeded(String email, String network) {
        mongoCollection().deleteOne(eq(key(email, network)));
    }

    private static String key(String email, String network) {
        return Hashes.sha256("login", email, network);
    }

    @Scheduled(every = "1h", delayed = "3m")
    void forgetOld() {
        try {
            mongoCollection().deleteMany(lt("until", clock.instant()));
        } catch (MongoException e) {
            Log.warnf("login_attempts.sweep_postponed reason=%s", e.getClass().getSimpleName());
        }
    }
}
