package com.oraclelumira.api.store;

import jakarta.inject.Singleton;

import com.mongodb.MongoServerException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;

/** Numbers that are never given twice, by the counter's name. */
@Singleton
public class Counters {
    private static final FindOneAndUpdateOptions UPSERT = new FindOneAndUpdateOptions().upsert(true)
            .returnDocument(ReturnDocument.AFTER);

    private final MongoDatabase database;

    Counters(MongoDatabase database) {
        this.database = database;
    }

    /** The first one is 1. */
    public long next(String counter) {
        try {
            return upsert(counter);
        } catch (MongoServerException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return upsert(counter); // the first two of a counter raced to create it
        }
    }

    private long upsert(String counter) {
        return database.getCollection("counters").findOneAndUpdate(eq("_id", counter), inc("n", 1L), UPSERT)
                .getLong("n");
    }

    /** Goes on after {@code n}, unless it is past it already. */
    public void skip(String counter, long n) {
        database.getCollection("counters").updateOne(eq("_id", counter), max("n", n),
                new UpdateOptions().upsert(true));
    }
}
