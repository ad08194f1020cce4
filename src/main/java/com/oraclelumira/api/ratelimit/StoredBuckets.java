package com.oraclelumira.api.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.store.Duplicates;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.oraclelumira.api.store.Conditions.all;

/** Bucket4j's buckets in a collection of ours: a document each, changed by compare-and-set, of no use after {@code until}. */
final class StoredBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {
    private final MongoCollection<Document> collection;
    private final Duration patience;
    private final ExpirationAfterWriteStrategy life = ExpirationAfterWriteStrategy
            .basedOnTimeForRefillingBucketUpToMax(Duration.ZERO);

    /** @param patience how long the database may take to answer one question */
    StoredBuckets(MongoCollection<Document> collection, Clock clock, Duration patience) {
        super(ClientSideConfig.getDefault().withClientClock(new ClockMeter(clock)).withRequestTimeout(patience));
        this.collection = collection;
        this.patience = patience;
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String id) {
        return new CompareAndSwapOperation() {
            @Override
            public Optional<byte[]> getStateData(Optional<Long> nanos) {
                return Optional.ofNullable(within(nanos).find(eq("_id", id)).first())
                        .map(found -> found.get("state", Binary.class).getData());
            }

            @Override
            public boolean compareAndSwap(byte @Nullable [] before, byte[] after, RemoteBucketState state,
                    Optional<Long> nanos) {
                return before == null
                        ? insert(id, after, until(state), nanos)
                        : replace(id, before, after, until(state), nanos);
            }
        };
    }

    private boolean insert(String id, byte[] state, Date until, Optional<Long> nanos) {
        try {
            within(nanos).insertOne(new Document("_id", id).append("state", new Binary(state)).append("until", until));
            return true;
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return false;
        }
    }

    private boolean replace(String id, byte[] before, byte[] after, Date until, Optional<Long> nanos) {
        return within(nanos).updateOne(all(eq("_id", id), eq("state", new Binary(before))),
                combine(set("state", new Binary(after)), set("until", until))).getMatchedCount() == 1;
    }

    private Date until(RemoteBucketState state) {
        long now = currentTimeNanos();
        return new Date(TimeUnit.NANOSECONDS.toMillis(now) + life.calculateTimeToLiveMillis(state, now));
    }

    private MongoCollection<Document> within(Optional<Long> nanos) {
        return collection.withTimeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos.orElse(patience.toNanos()))),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void removeProxy(String id) {
        collection.deleteOne(Filters.eq("_id", id));
    }

    @Override
    public boolean isAsyncModeSupported() {
        return false;
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String id) {
        throw new UnsupportedOperationException();
    }
}
