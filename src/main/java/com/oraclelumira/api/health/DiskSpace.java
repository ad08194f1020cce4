package com.oraclelumira.api.health;

import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.notifications.Condition;

/**
 * What is left of the disk under this container: the host's, on which MongoDB, its dumps and all logs lie, too, where they
 * share a machine. MON-6
 */
@Singleton
class DiskSpace {
    private static final File ROOT = new File("/");
    private static final double LITTLE = 0.1;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final LongSupplier size;
    private final LongSupplier free;
    private final Condition full;

    @Inject
    DiskSpace(Alerts alerts, MeterRegistry metrics, Clock clock) {
        this(ROOT::getTotalSpace, ROOT::getUsableSpace, alerts, metrics, clock);
    }

    /** @param free what may still be written, in bytes; both zero where the platform does not know */
    DiskSpace(LongSupplier size, LongSupplier free, Alerts alerts, MeterRegistry metrics, Clock clock) {
        this.size = size;
        this.free = free;
        this.full = new Condition(alerts, "DiskFull", "disk", PATIENCE, clock);
        metrics.gauge("lumira.disk.free.ratio", this, DiskSpace::ratio);
        metrics.gauge("lumira.disk.size.bytes", this, disk -> disk.size.getAsLong());
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            full.is(ratio() < LITTLE, "Less than a tenth of the disk is free: when it is full, MongoDB takes nothing.");
        } catch (MongoException e) {
            Log.warnf("alert.postponed name=DiskFull reason=%s", e.getClass().getSimpleName());
        }
    }

    /** NaN where the size is not known. */
    private double ratio() {
        long bytes = size.getAsLong();
        return bytes > 0 ? free.getAsLong() / (double) bytes : Double.NaN;
    }
}
