package com.oraclelumira.api.orders;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import jakarta.inject.Singleton;

import com.mongodb.MongoServerException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;

import com.oraclelumira.api.store.Duplicates;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;

/** {@code LU} + yymmdd of the day in Paris + at least four digits from that day's atomic counter. Never given twice. */
@Singleton
class OrderNumbers {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd")
            .withZone(ZoneId.of("Europe/Paris"));
    private static final FindOneAndUpdateOptions UPSERT = new FindOneAndUpdateOptions().upsert(true)
            .returnDocument(ReturnDocument.AFTER);

    private final MongoDatabase database;
    private final Clock clock;

    OrderNumbers(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    String next() {
        var day = DAY.format(clock.instant());
        return "LU%s%04d".formatted(day, increment("orders:" + day));
    }

    /** That day's counter goes on after {@code n}, unless it is past it already. */
    void skip(String day, long n) {
        database.getCollection("counters").updateOne(eq("_id", "orders:" + day), max("n", n),
                new UpdateOptions().upsert(true));
    }

    private long increment(String counter) {
        try {
            return upsert(counter);
        } catch (MongoServerException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return upsert(counter); // the first two orders of a day raced to create its counter
        }
    }

    private long upsert(String counter) {
        return database.getCollection("counters").findOneAndUpdate(eq("_id", counter), inc("n", 1L), UPSERT)
                .getLong("n");
    }
}
