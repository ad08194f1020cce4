package com.oraclelumira.api.experts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.security.Hashes;
import com.oraclelumira.api.store.Duplicates;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
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

    /**
     * Counts a try before it is made, or many at the same moment would all pass; {@link #succeeded} or {@link #takeBack}
     * undoes it. Problems: RATE_LIMITED with Retry-After.
     */
    void begin(String email, String network) {
        var now = clock.instant();
        var id = key(email, network);
        mongoCollection().deleteOne(all(eq(id), lte("until", now)));
        var known = mongoCollection().find(eq(id)).first();
        if (known != null && known.failures() >= ALLOWED)
            throw locked(known, now);
        var counted = counted(id, now.plus(LOCKED));
        if (counted.failures() > ALLOWED)
            throw locked(counted, now);
    }

    private static ProblemException locked(LoginAttempt attempt, Instant now) {
        var wait = Duration.between(now, attempt.until()).plusNanos(999_999_999).toSeconds();
        return new ProblemException(ProblemType.RATE_LIMITED,
                "Trop de tentatives de connexion, réessayez dans 15 minutes.")
                .withHeader("Retry-After", String.valueOf(wait));
    }

    private LoginAttempt counted(String id, Instant until) {
        try {
            return count(id, until);
        } catch (MongoServerException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return count(id, until); // two first tries raced to make it
        }
    }

    private LoginAttempt count(String id, Instant until) {
        return mongoCollection().findOneAndUpdate(eq(id), combine(inc("failures", 1), set("until", until)),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
    }

    /** The try was not made after all. */
    void takeBack(String email, String network) {
        mongoCollection().updateOne(eq(key(email, network)), inc("failures", -1));
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
