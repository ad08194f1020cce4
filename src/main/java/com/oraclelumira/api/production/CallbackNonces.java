package com.oraclelumira.api.production;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.security.Hashes;
import com.oraclelumira.api.store.Duplicates;
import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.set;

/**
 * Under which nonces answers came, for every instance to see. Kept longer than a signature stays fresh. A nonce belongs to
 * one body, whose repetition by n8n is told from everything else.
 */
@Singleton
class CallbackNonces implements Migration {
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final MongoDatabase database;
    private final Clock clock;

    CallbackNonces(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is known of a nonce with which an answer comes. */
    enum Use {
        FIRST,
        /** This body was here before; it is being applied, or a crash left it: applying it again does no harm. */
        BEGUN,
        /** This body was applied. */
        APPLIED,
        /** It came with another body. */
        TAKEN
    }

    Use take(String nonce, byte[] body) {
        var hash = Hashes.sha256(new String(body, StandardCharsets.ISO_8859_1));
        try {
            nonces().insertOne(
                    new Document("_id", nonce).append("at", Date.from(clock.instant())).append("body", hash));
            return Use.FIRST;
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return again(nonces().find(eq(nonce)).first(), hash);
        }
    }

    private static Use again(@Nullable Document known, String hash) {
        if (known == null) // given back in this moment
            return Use.BEGUN;
        if (!hash.equals(known.getString("body")))
            return Use.TAKEN;
        return known.getBoolean("applied", false) ? Use.APPLIED : Use.BEGUN;
    }

    /** From now on its repetition is only answered. */
    void applied(String nonce) {
        nonces().updateOne(eq(nonce), set("applied", true));
    }

    /** The answer was not applied: it may come again. */
    void giveBack(String nonce) {
        nonces().deleteOne(eq(nonce));
    }

    private MongoCollection<Document> nonces() {
        return database.getCollection("callback_nonces");
    }

    @Scheduled(every = "15m", delayed = "2m")
    void forgetOld() {
        try {
            nonces().deleteMany(lt("at", Date.from(clock.instant().minus(KEPT))));
        } catch (MongoException e) {
            Log.warnf("callback_nonces.sweep_postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    @Override
    public String id() {
        return "002-callback-nonce-index";
    }

    @Override
    public void apply(MongoDatabase onto) {
        onto.getCollection("callback_nonces").createIndex(Indexes.ascending("at"));
    }
}
