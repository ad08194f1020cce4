package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
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

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.Condition;

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
    private final Instant begun;
    private final Map<String, Double> last = new ConcurrentHashMap<>();
    private final Map<String, Condition> stale = new HashMap<>();

    JobRecord(MongoDatabase database, Alerts alerts, MeterRegistry metrics, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.begun = clock.instant();
        for (var job : Reconciliation.JOBS.keySet()) {
            metrics.gauge("lumira.reconciliation.last.success.timestamp.seconds", Tags.of("job", job), last,
                    known -> known.getOrDefault(job, Double.NaN));
            stale.put(job, new Condition(alerts, "ReconciliationStale", job, Duration.ZERO, clock));
        }
    }

    void succeeded(String job) {
        collection().updateOne(eq("_id", job), max(SUCCEEDED, Date.from(clock.instant())),
                new UpdateOptions().upsert(true));
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        try {
            var never = new HashSet<>(Reconciliation.JOBS.keySet());
            collection().find(in("_id", Reconciliation.JOBS.keySet())).forEach(job -> {
                succeeded(job.getString("_id"), job.getDate(SUCCEEDED).toInstant());
                never.remove(job.getString("_id"));
            });
            // a key without the rights fails from the first day; and a restart is no success, so it ends nothing
            never.stream().filter(job -> isLate(job, begun)).forEach(job -> judge(job, begun));
        } catch (MongoException e) {
            Log.debugf("jobs.not_measured reason=%s", e.getClass().getSimpleName());
        }
    }

    private void succeeded(String job, Instant then) {
        last.put(job, then.toEpochMilli() / 1000.0);
        judge(job, then);
    }

    private void judge(String job, Instant since) {
        stale.get(job).is(isLate(job, since),
                "%s has not gone through since %s: what Stripe did not tell us is not found.".formatted(job, since));
    }

    private boolean isLate(String job, Instant since) {
        return since.plus(Reconciliation.JOBS.get(job)).isBefore(clock.instant());
    }

    private MongoCollection<Document> collection() {
        return database.getCollection("recon_cursor");
    }
}
