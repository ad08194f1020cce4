package com.oraclelumira.api.ratelimit;

import java.time.Duration;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;

/** What a key has left of its limit after one call, and how the headers of draft-ietf-httpapi-ratelimit-headers say it. */
record Quota(LimitGroup group, boolean granted, long remaining, Duration untilReset, Duration untilNext) {
    static Quota of(LimitGroup group, ConsumptionProbe probe) {
        return new Quota(group, probe.isConsumed(), probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** A refusal lasts until the window ends, which is when the limit is full again. */
    static Quota of(LimitGroup group, EstimationProbe probe) {
        var untilNext = Duration.ofNanos(probe.getNanosToWaitForRefill());
        return new Quota(group, probe.canBeConsumed(), probe.getRemainingTokens(), untilNext, untilNext);
    }

    /** The same for a bucket that is known to be empty for that long. */
    static Quota refused(LimitGroup group, Duration untilNext) {
        return new Quota(group, false, 0, untilNext, untilNext);
    }

    String policyHeader() {
        return '"' + group.label() + "\";q=" + group.capacity() + ";w=" + group.window().toSeconds();
    }

    String stateHeader() {
        return '"' + group.label() + "\";r=" + remaining + ";t=" + roundedUp(untilReset);
    }

    /** Whole seconds after which the next call passes; a client that waits them never comes too early. */
    long retryAfter() {
        return roundedUp(untilNext);
    }

    private static long roundedUp(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
