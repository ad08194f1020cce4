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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.Timestamps;
import com.oraclelumira.api.ratelimit.Unlimited;

/**
 * The three health addresses of v1, with v1's members, for the monitors that poll them. Unlike v1, {@code ready} never calls
 * Stripe and {@code health} is 503 whenever the database is away. New monitors: {@code /health}.
 */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Callers("everybody")
@Unlimited("monitors poll it")
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
    @Operation(summary = "Whether the process lives, under its former address.")
    @APIResponse(responseCode = "200", description = "healthy", content = @Content(schema = @Schema(type = SchemaType.OBJECT, properties = {
            @SchemaProperty(name = "status", type = SchemaType.STRING),
            @SchemaProperty(name = "timestamp", type = SchemaType.STRING),
            @SchemaProperty(name = "version", type = SchemaType.STRING),
            @SchemaProperty(name = "environment", type = SchemaType.STRING)})))
    @Fails(needsDatabase = false)
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
    @Operation(summary = "Health in the form of the system before this one.")
    @APIResponse(responseCode = "200", description = "healthy or degraded", content = @Content(schema = @Schema(type = SchemaType.OBJECT, properties = {
            @SchemaProperty(name = "status", type = SchemaType.STRING, description = "healthy, degraded (no Stripe key) or unhealthy (no database)"),
            @SchemaProperty(name = "timestamp", type = SchemaType.STRING),
            @SchemaProperty(name = "uptime", type = SchemaType.INTEGER),
            @SchemaProperty(name = "version", type = SchemaType.STRING),
            @SchemaProperty(name = "commitSha", type = SchemaType.STRING),
            @SchemaProperty(name = "environment", type = SchemaType.STRING),
            @SchemaProperty(name = "services", type = SchemaType.OBJECT),
            @SchemaProperty(name = "memory", type = SchemaType.OBJECT)})))
    @APIResponse(responseCode = "503", description = "unhealthy: the same members", content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @Fails(needsDatabase = false)
    public CompletionStage<Response> health() {
        return database.ping()
                .thenApply(ping -> Response.status(ping.reached() ? 200 : 503).entity(health(ping)).build());
    }

    /** 200 or 503 by the database alone. */
    @GET
    @Path("/ready")
    @Operation(summary = "Readiness in the form of the system before this one: 503 while the database is away.")
    @APIResponse(responseCode = "200", description = "ready", content = @Content(schema = @Schema(type = SchemaType.OBJECT, properties = {
            @SchemaProperty(name = "ready", type = SchemaType.BOOLEAN),
            @SchemaProperty(name = "timestamp", type = SchemaType.STRING),
            @SchemaProperty(name = "services", type = SchemaType.OBJECT),
            @SchemaProperty(name = "version", type = SchemaType.STRING),
            @SchemaProperty(name = "environment", type = SchemaType.STRING)})))
    @APIResponse(responseCode = "503", description = "not ready: the same members", content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @Fails(needsDatabase = false)
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
