package com.oraclelumira.api.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoDatabase;
import io.quarkus.logging.Log;
import org.bson.Document;

/**
 * Asks MongoDB whether it is there, at most once a second and never twice at a time: everybody who asks meanwhile waits
 * for the same answer, so that a flood of health checks neither piles up nor loads a database in trouble.
 */
@Singleton
public class DatabasePing {
    /** A little more than the driver's own limits, so that the log names the driver's reason. */
    private static final Duration PATIENCE = Duration.ofMillis(2_200);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Document PING = new Document("ping", 1);

    private final MongoDatabase database;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AsyncLoadingCache<String, Result> results = Caffeine.newBuilder().expireAfterWrite(FRESH)
            .buildAsync((_, _) -> ask());
    private volatile boolean wasReached = true;

    DatabasePing(MongoDatabase database) {
        this.database = database;
    }

    /** @param millis how long the answer took, in milliseconds; or how long nobody answered */
    public record Result(boolean reached, long millis) {}

    /** Completes within {@link #PATIENCE}, never exceptionally. */
    public CompletableFuture<Result> ping() {
        return results.get("mongodb");
    }

    private CompletableFuture<Result> ask() {
        var begin = System.nanoTime();
        return CompletableFuture.runAsync(() -> database.runCommand(PING), threads)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).handle((_, failure) -> {
                    var result = new Result(failure == null, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                    logChange(result, failure);
                    return result;
                });
    }

    private void logChange(Result result, Throwable failure) {
        if (wasReached && !result.reached()) {
            // in words: with a stack it would be counted, and told as a new failure besides DatabaseAway
            Log.errorf("database.lost waited_ms=%d reason=%s", result.millis(), reason(failure));
        } else if (!wasReached && result.reached()) {
            Log.infof("database.back ping_ms=%d", result.millis());
        }
        wasReached = result.reached();
    }

    private static Throwable reason(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
