package com.oraclelumira.api.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import org.bson.Document;

import com.oraclelumira.api.security.Hashes;
import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.lt;

/**
 * The counters that all instances have in common. They are a help and not a condition: while the database is away or slow
 * nobody is refused and nobody waits for it, and the caller counts in its own process.
 */
@Singleton
class SharedBuckets implements Migration {
    private static final String COLLECTION = "rate_limits";
    /** What a caller may lose to a slow database, for each of two round trips. */
    private static final Duration PATIENCE = Duration.ofMillis(300);
    /** How long it is left alone after that. */
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_REFUSALS = 20_000;

    private final StoredBuckets stored;
    private final MongoDatabase database;
    private final Clock clock;
    private final MeterRegistry metrics;
    /** By id. A bucket that is empty stays so until its window ends: a flood of refused calls costs the database nothing. */
    private final Cache<String, Refusal> refusals = Caffeine.newBuilder().maximumSize(MOST_REFUSALS).build();
    private volatile Instant askAgainAt = Instant.EPOCH;

    private record Refusal(LimitGroup group, Instant until) {
        Optional<Quota> at(Instant now) {
            return now.isBefore(until)
                    ? Optional.of(Quota.refused(group, Duration.between(now, until)))
                    : Optional.empty();
        }
    }

    @Inject
    SharedBuckets(MongoDatabase database, Clock clock, MeterRegistry metrics) {
        this(database, clock, metrics, PATIENCE);
    }

    SharedBuckets(MongoDatabase database, Clock clock, MeterRegistry metrics, Duration patience) {
        // a counter that is lost with a primary is a limit that begins anew, no more
        var collection = database.getCollection(COLLECTION).withWriteConcern(WriteConcern.W1);
        this.stored = new StoredBuckets(collection, clock, patience);
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** What the bucket of this key says; empty when the database does not answer in time. */
    Optional<Quota> ask(LimitGroup group, String key, Function<Bucket, Quota> question) {
        var id = id(group, key);
        var now = clock.instant();
        var known = Optional.ofNullable(refusals.getIfPresent(id)).flatMap(refusal -> refusal.at(now));
        if (known.isPresent())
            return known;
        if (now.isBefore(askAgainAt))
            return missed(group);
        try {
            var quota = question.apply(stored.getProxy(id, group::bucket));
            if (!quota.granted())
                refusals.put(id, new Refusal(group, now.plus(quota.untilNext())));
            return Optional.of(quota);
        } catch (MongoException | BucketExecutionException e) {
            if (!now.isBefore(askAgainAt)) // the first of those who ask at this moment
                Log.warnf("rate_limit.store_away group=%s reason=%s", group.label(), e.getClass().getSimpleName());
            askAgainAt = now.plus(PAUSE);
            return missed(group);
        }
    }

    private Optional<Quota> missed(LimitGroup group) {
        metrics.counter("lumira.rate.shared.missed", "group", group.label()).increment();
        return Optional.empty();
    }

    /** Names no address and no mailbox. Other figures of a group are other buckets. */
    private static String id(LimitGroup group, String key) {
        return Hashes.sha256("rate", group.name(), String.valueOf(group.capacity()), group.window().toString(), key);
    }

    @Scheduled(every = "10m", delayed = "4m")
    void forgetOld() {
        try {
            collection(database).deleteMany(lt("until", Date.from(clock.instant())));
        } catch (MongoException e) {
            Log.warnf("rate_limits.sweep_postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    @Override
    public String id() {
        return "003-rate-limit-index";
    }

    @Override
    public void apply(MongoDatabase onto) {
        collection(onto).createIndex(Indexes.ascending("until"));
    }

    private static MongoCollection<Document> collection(MongoDatabase database) {
        return database.getCollection(COLLECTION);
    }
}
