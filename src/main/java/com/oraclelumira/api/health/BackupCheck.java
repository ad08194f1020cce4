package com.oraclelumira.api.health;

import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import com.oraclelumira.api.http.Timestamps;

/** The newest good backup, for people. Always up: a shop without a new backup still sells. */
@Wellness
@Singleton
class BackupCheck implements HealthCheck {
    private final BackupWatch watch;

    BackupCheck(BackupWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("backups").up().withData("watched", watch.watched());
        watch.newest().ifPresent(report -> response.withData("newest", Timestamps.of(report.startedAt()))
                .withData("ageMinutes", TimeUnit.SECONDS.toMinutes((long) watch.ageSeconds())));
        return response.build();
    }
}
