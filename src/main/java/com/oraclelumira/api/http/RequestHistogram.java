package com.oraclelumira.api.http;

import java.time.Duration;
import java.util.Arrays;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/** How long requests take, in buckets at the bounds that we promise and alarm by; finer ones would only cost series. MON-2 */
@Singleton
class RequestHistogram implements MeterFilter {
    private static final double[] NANOS = Arrays.stream(new long[]{50, 100, 200, 500, 1_000, 2_000, 5_000})
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos()).toArray();
    private static final DistributionStatisticConfig BUCKETS = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(NANOS).build();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return "http.server.requests".equals(id.getName()) ? BUCKETS.merge(config) : config;
    }
}
