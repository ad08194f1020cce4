package com.oraclelumira.api.store;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import jakarta.inject.Singleton;

import com.mongodb.MongoServerException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;

/**
 * Numbers that people read: a prefix, yymmdd of the day in Paris, and at least four digits from the atomic counter that the
 * series has for that day. Never given twice.
 */
@Singleton
public class DayNumbers {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd")
            .withZone(ZoneId.of("Europe/Paris"));
    private static final FindOneAndUpdateOptions UPSERT = new FindOneAndUpdateOptions().upsert(true)
            .returnDocument(ReturnDocument.AFTER);

    private final MongoDatabase database;
    private final Clock clock;

    DayNumbers(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param series names the counters, for example {@code orders} */
    public String next(String prefix, String series) {
        var day = DAY.format(clock.instant());
        return "%s%s%04d".formatted(prefix, day, increment(series + ":" + day));
    }

    /** That day's counter goes on after {@code n}, unless it is past it already. */
    public void skip(String series, String day, long n) {
        database.getCollection("counters").updateOne(eq("_id", series + ":" + day), max("n", n),
                new UpdateOptions().upsert(true));
    }

    private long increment(String counter) {
        try {
            return upsert(counter);
        } catch (MongoServerException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return upsert(counter); // the first two of a day raced to create its counter
        }
    }

    private long upsert(String counter) {
        return database.getCollection("counters").findOneAndUpdate(eq("_id", counter), inc("n", 1L), UPSERT)
                .getLong("n");
    }
}
