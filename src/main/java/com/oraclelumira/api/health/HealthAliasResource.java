package com.oraclelumira.api.health;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.NonBlocking;

import com.oraclelumira.api.http.Timestamps;

/**
 * The three health addresses of v1, with v1's members, for the monitors that poll them. Unlike v1, {@code ready} never calls
 * Stripe and {@code health} is 503 whenever the database is away. New monitors: {@code /health}.
 */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
class HealthAliasResource {
    private final DatabasePing database;
    private final StripeKnowledge stripe;
    private final Build build;
    private final Clock clock;

    HealthAliasResource(DatabasePing database, StripeKnowledge stripe, Build build, Clock clock) {
        this.database = database;
        this.stripe = stripe;
        this.build = build;
        this.clock = clock;
    }

    /** 200 as long as the process lives, with or without a database. */
    @GET
    @Path("/healthz")
    public Map<String, Object> alive() {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", "healthy");
        body.put("timestamp", timestamp());
        body.put("version", build.version());
        body.put("environment", build.environment());
        return body;
    }

    /** 200 healthy or degraded (no Stripe key), 503 unhealthy (no database). */
    @GET
    @Path("/health")
    public CompletionStage<Response> health() {
        return database.ping()
                .thenApply(ping -> Response.status(ping.reached() ? 200 : 503).entity(health(ping)).build());
    }

    /** 200 or 503 by the database alone. */
    @GET
    @Path("/ready")
    public CompletionStage<Response> ready() {
        return database.ping().thenApply(ping -> Response.status(ping.reached() ? 200 : 503).entity(readiness(ping))
                .header("X-Ready-Status", ping.reached() ? "ok" : "error")
                .header("Cache-Control", "no-cache, no-store, must-revalidate").build());
    }

    private Map<String, Object> health(DatabasePing.Result ping) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", !ping.reached() ? "unhealthy" : stripe.isConfigured() ? "healthy" : "degraded");
        body.put("timestamp", timestamp());
        body.put("uptime", build.uptimeSeconds());
        body.put("version", build.version());
        body.put("commitSha", build.commit());
        body.put("environment", build.environment());
        body.put("services", Map.of("database", ping.reached() ? "connected" : "disconnected", "stripe",
                stripe.isConfigured() ? "configured" : "missing"));
        var memory = Memory.now();
        body.put("memory",
                Map.of("used", Memory.megabytes(memory.heapUsed()), "total", Memory.megabytes(memory.heapMax()),
                        "percentage", memory.heapPercent()));
        return body;
    }

    private Map<String, Object> readiness(DatabasePing.Result ping) {
        var body = new LinkedHashMap<String, Object>();
        body.put("ready", ping.reached());
        body.put("timestamp", timestamp());
        var memory = Memory.now();
        body.put("services",
                Map.of("mongodb", Map.of("connected", ping.reached(), "responseTime", ping.millis()), "stripe",
                        Map.of("initialized", stripe.isConfigured()), "memory",
                        Map.of("status", grade(memory.percent()), "used", Memory.megabytes(memory.heapUsed()), "free",
                                Memory.megabytes(memory.heapMax() - memory.heapUsed()), "percentage",
                                memory.heapPercent()),
                        "uptime", build.uptimeSeconds()));
        body.put("version", build.version());
        body.put("environment", build.environment());
        return body;
    }

    private static String grade(int percent) {
        return percent >= 90 ? "critical" : percent >= 80 ? "warning" : "ok";
    }

    private String timestamp() {
        return Timestamps.of(clock.instant());
    }
}
