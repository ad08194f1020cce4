package com.oraclelumira.api.health;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;

/** Which build this is and how near it is to being killed for memory, as metrics. MON-2 */
@Singleton
@Startup
class ProcessFigures {
    ProcessFigures(Build build, MeterRegistry metrics) {
        metrics.gauge("lumira.build.info", Tags.of("version", build.version(), "commit", build.commit()), build,
                _ -> 1);
        metrics.gauge("lumira.memory.used.ratio", build, _ -> Memory.now().ratio());
        metrics.gauge("lumira.memory.limit.bytes", build,
                _ -> Memory.now().containerLimit().stream().asDoubleStream().findFirst().orElse(Double.NaN));
    }
}
