package com.oraclelumira.api.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import com.mongodb.event.CommandEvent;
import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import org.bson.BsonString;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Commands to MongoDB that took longer than they may, successful or not: all are counted; the first of every ten seconds
 * are logged by name and collection, never with what was asked for. The line carries the id of the request that waited. DB-6
 */
@Singleton
class SlowCommands implements CommandListener {
    private static final String NONE = "none";
    /** Far more than there are connections: a driver that lost count must not cost memory. */
    private static final int MOST_UNDER_WAY = 5_000;
    private static final int LINES = 20;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final MeterRegistry metrics;
    private final int thresholdMillis;
    private final Map<Integer, String> collections = new ConcurrentHashMap<>();
    private final AtomicLong windowBegan = new AtomicLong(System.nanoTime());
    private final AtomicInteger lines = new AtomicInteger();

    SlowCommands(MeterRegistry metrics, @ConfigProperty(name = "lumira.mongo.slow-millis") int thresholdMillis) {
        this.metrics = metrics;
        this.thresholdMillis = thresholdMillis;
    }

    /** The command's document can be read now and not later. */
    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (collections.size() < MOST_UNDER_WAY
                && event.getCommand().get(event.getCommandName()) instanceof BsonString collection)
            collections.put(event.getRequestId(), collection.getValue());
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        ended(event, event.getElapsedTime(TimeUnit.MILLISECONDS));
    }

    @Override
    public void commandFailed(CommandFailedEvent event) {
        ended(event, event.getElapsedTime(TimeUnit.MILLISECONDS));
    }

    private void ended(CommandEvent event, long millis) {
        var collection = collections.remove(event.getRequestId());
        if (millis < thresholdMillis)
            return;
        var named = collection == null ? NONE : collection;
        metrics.counter("lumira.mongo.slow.commands", "command", event.getCommandName(), "collection", named)
                .increment();
        if (mayLog(System.nanoTime()))
            Log.warnf("mongo.slow command=%s collection=%s millis=%d ok=%s", event.getCommandName(), named, millis,
                    event instanceof CommandSucceededEvent);
    }

    /** When everything is slow, a line for each would be one burden more. */
    private boolean mayLog(long now) {
        long began = windowBegan.get();
        if (now - began > WINDOW_NANOS && windowBegan.compareAndSet(began, now))
            lines.set(0);
        return lines.incrementAndGet() <= LINES;
    }
}
