package com.oraclelumira.api.ratelimit;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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
class Buckets {
    private static final int MOST_KEYS = 100_000;

    private final Map<LimitGroup, LoadingCache<String, Bucket>> byGroup = new EnumMap<>(LimitGroup.class);

    Buckets(Clock clock) {
        var time = new ClockMeter(clock);
        for (var group : LimitGroup.values()) {
            byGroup.put(group, Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(group.window())
                    .build(_ -> newBucket(group, time)));
        }
    }

    /** Counts one call. Atomic: of n callers at the same time exactly as many pass as there is room for. */
    Quota count(LimitGroup group, String key) {
        return Quota.of(group, byGroup.get(group).get(key).tryConsumeAndReturnRemaining(1));
    }

    /** What one more call would get; counts none. */
    Quota look(LimitGroup group, String key) {
        return Quota.of(group, byGroup.get(group).get(key).estimateAbilityToConsume(1));
    }

    private static Bucket newBucket(LimitGroup group, TimeMeter time) {
        return Bucket.builder().withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(group.capacity()).refillIntervally(group.capacity(), group.window()))
                .build();
    }

    /** The application's clock for Bucket4j. */
    private record ClockMeter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            var now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
