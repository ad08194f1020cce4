package com.oraclelumira.api.payments;

import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import org.bson.Document;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.max;

/**
 * When each reconciliation went through for the last time, on whichever instance: stored, so that a restart or another
 * instance's run changes nothing about what every instance shows.
 */
@Singleton
class JobRecord {
    private static final String SUCCEEDED = "succeededAt";

    private final MongoDatabase database;
    private final Clock clock;
    private final Map<String, Double> last = new ConcurrentHashMap<>();

    JobRecord(MongoDatabase database, MeterRegistry metrics, Clock clock) {
        this.database = database;
        this.clock = clock;
        for (var job : Reconciliation.JOBS)
            metrics.gauge("lumira.reconciliation.last.success.timestamp.seconds", Tags.of("job", job), last,
                    known -> known.getOrDefault(job, Double.NaN));
    }

    void succeeded(String job) {
        collection().updateOne(eq("_id", job), max(SUCCEEDED, Date.from(clock.instant())),
                new UpdateOptions().upsert(true));
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        try {
            collection().find(in("_id", Reconciliation.JOBS))
                    .forEach(job -> last.put(job.getString("_id"), job.getDate(SUCCEEDED).getTime() / 1000.0));
        } catch (MongoException e) {
            Log.debugf("jobs.not_measured reason=%s", e.getClass().getSimpleName());
        }
    }

    private MongoCollection<Document> collection() {
        return database.getCollection("recon_cursor");
    }
}
