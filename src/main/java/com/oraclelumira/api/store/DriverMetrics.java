package com.oraclelumira.api.store;

import java.time.Duration;
import java.util.Arrays;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/**
 * The driver's own figures ({@code mongodb.driver.pool.…}, {@code mongodb.driver.commands}) in a shape that can be kept:
 * without the client's random id, which made new series of everything at each start, and with a few buckets.
 */
@Singleton
class DriverMetrics implements MeterFilter {
    private static final String DRIVER = "mongodb.driver.";
    private static final String COMMANDS = DRIVER + "commands";
    private static final double[] NANOS = Arrays.stream(new long[]{5, 20, 100, 500, 2_000})
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos()).toArray();
    private static final DistributionStatisticConfig BUCKETS = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(NANOS).build();

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().startsWith(DRIVER)
                ? id.replaceTags(id.getTags().stream().filter(DriverMetrics::kept).toList())
                : id;
    }

    /** One database, hence its name says nothing; the server's address tells the members of a replica set apart. */
    private static boolean kept(Tag tag) {
        return !tag.getKey().equals("cluster.id") && !tag.getKey().equals("database");
    }

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return COMMANDS.equals(id.getName()) ? BUCKETS.merge(config) : config;
    }
}
