package com.oraclelumira.api.production;

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

import com.oraclelumira.api.store.Duplicates;
import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

/** Answers that were taken already, for every instance to see. Kept longer than a signature stays fresh. */
@Singleton
class CallbackNonces implements Migration {
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final MongoDatabase database;
    private final Clock clock;

    CallbackNonces(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** False when it was taken before. */
    boolean take(String nonce) {
        try {
            nonces().insertOne(new Document("_id", nonce).append("at", Date.from(clock.instant())));
            return true;
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return false;
        }
    }

    /** The answer could not be applied: n8n's own repetition must be let in. */
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
