package com.oraclelumira.api.health;

import jakarta.inject.Singleton;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Which build answers, and for how long already. */
@Wellness
@Singleton
class BuildCheck implements HealthCheck {
    private final Build build;

    BuildCheck(Build build) {
        this.build = build;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("build").up().withData("version", build.version())
                .withData("commit", build.commit())
                .withData("environment", build.environment()).withData("uptimeSeconds", build.uptimeSeconds()).build();
    }
}
