package com.oraclelumira.api.health;

import jakarta.inject.Singleton;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** MongoDB now. In {@code /health} only: an instance without a database still answers, so it stays in the rotation. */
@Wellness
@Singleton
class MongoCheck implements AsyncHealthCheck {
    private final DatabasePing database;

    MongoCheck(DatabasePing database) {
        this.database = database;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().completionStage(database::ping).map(ping -> HealthCheckResponse.named("mongodb")
                .status(ping.reached()).withData("latencyMs", ping.millis()).build());
    }
}
