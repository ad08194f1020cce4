package com.oraclelumira.api.ratelimit;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/**
 * The counters of this process, forgotten once their window is over. Each group has its own bounded store, so that a flood
 * of addresses in one cannot push out the counters of another.
 */
@Singleton
class LocalBuckets {
    /** Of one group: 22 new addresses a second, for 15 minutes. Measured: docs/runbook/limits.md. */
    static final int MOST_KEYS = 20_000;

    private final Map<LimitGroup, LoadingCache<String, Bucket>> byGroup = new EnumMap<>(LimitGroup.class);

    LocalBuckets(Clock clock) {
        var time = new ClockMeter(clock);
        for (var group : LimitGroup.values()) {
            byGroup.put(group, Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(group.window())
                    .build(_ -> newBucket(group, time)));
        }
    }

    Bucket of(LimitGroup group, String key) {
        return byGroup.get(group).get(key);
    }

    private static Bucket newBucket(LimitGroup group, TimeMeter time) {
        var bucket = Bucket.builder().withCustomTimePrecision(time);
        for (var limit : group.bucket().getBandwidths())
            bucket.addLimit(limit);
        return bucket.build();
    }
}
