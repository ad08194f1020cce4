package com.oraclelumira.api.health;

import java.time.Clock;

import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObject;

import io.smallrye.health.api.HealthContentFilter;

import com.oraclelumira.api.http.Timestamps;

/** Puts what operators and pipelines look for first at the top of every health page. */
@Singleton
class HealthSummary implements HealthContentFilter {
    private final Build build;
    private final Clock clock;

    HealthSummary(Build build, Clock clock) {
        this.build = build;
        this.clock = clock;
    }

    @Override
    public JsonObject filter(JsonObject payload) {
        var summary = Json.createObjectBuilder().add("status", payload.getString("status"))
                .add("version", build.version())
                .add("commit", build.commit()).add("environment", build.environment())
                .add("timestamp", Timestamps.of(clock.instant()));
        payload.forEach(summary::add);
        return summary.build();
    }
}
