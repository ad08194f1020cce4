package com.oraclelumira.api.health;

import jakarta.inject.Singleton;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Memory for people and alerts (MON-2). Always up: a restart on a threshold would turn a full heap into an outage. */
@Wellness
@Singleton
class MemoryCheck implements HealthCheck {
    @Override
    public HealthCheckResponse call() {
        var memory = Memory.now();
        var response = HealthCheckResponse.named("memory").up().withData("percent", memory.percent())
                .withData("heapUsedMb", Memory.megabytes(memory.heapUsed()))
                .withData("heapMaxMb", Memory.megabytes(memory.heapMax()))
                .withData("heapPercent", memory.heapPercent());
        memory.resident().ifPresent(bytes -> response.withData("residentMb", Memory.megabytes(bytes)));
        memory.containerLimit().ifPresent(bytes -> response.withData("containerLimitMb", Memory.megabytes(bytes)));
        return response.build();
    }
}
