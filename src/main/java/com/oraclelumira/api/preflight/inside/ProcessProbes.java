package com.oraclelumira.api.preflight.inside;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;

import com.oraclelumira.api.preflight.Failures;
import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/** How the API in this container fares, by its own figures. */
@Singleton
class ProcessProbes implements Group {
    private static final double MOST_MEMORY = 0.8;
    private static final double MOST_ERRORS = 0.01;
    private static final double MOST_SLOW = 0.01;
    /** A start's first commands are slow on any machine; fewer than so many say nothing. */
    private static final int NOTABLE = 50;
    private static final double LEAST_FREE = 0.1;
    /** MON-4's "critiques": what a purchase, a sign-in and Stripe need. */
    private static final Set<String> CRITICAL = Set.of("/api/products/create-payment-intent", "/api/orders/{handle}",
            "/api/payments/webhook", "/api/stripe/webhook", "/api/products/webhook", "/api/users/auth/sanctuaire-v2",
            "/api/expert/login", "/health");

    private final RunningFigures figures;
    private final MongoDatabase database;

    ProcessProbes(RunningFigures figures, MongoDatabase database) {
        this.figures = figures;
        this.database = database;
    }

    @Override
    public String name() {
        return "Process and machine";
    }

    @Override
    public List<Probe> probes() {
        return List.of(
                new Probe("memory", List.of("MON-2", "INF-5"),
                        "The API should use less than 80 % of its container's memory limit.", "monitoring.md",
                        asked(ProcessProbes::memory)),
                new Probe("error-rate", List.of("MON-4"),
                        "Less than 1 % of the calls to critical routes should have failed since the start.",
                        "monitoring.md", asked(ProcessProbes::errors)),
                new Probe("slow-queries", List.of("DB-6"),
                        "Less than 1 % of the commands to MongoDB should have been slow since the start.",
                        "slow-queries.md", asked(ProcessProbes::slow)),
                new Probe("disk", List.of("INF-4"), "A tenth of each disk should be free.", "monitoring.md",
                        asked(this::space)));
    }

    @FunctionalInterface
    private interface Judgement {
        Finding of(RunningFigures.Samples samples);
    }

    private Probe.Look asked(Judgement judgement) {
        return () -> {
            try {
                return judgement.of(figures.read());
            } catch (IOException e) {
                return Finding.bad("the running API does not show its figures: " + Failures.say(e),
                        "run it inside the API's container, with its environment (MANAGEMENT_PORT)");
            }
        };
    }

    private static Finding memory(RunningFigures.Samples samples) {
        double ratio = samples.sum("lumira_memory_used_ratio");
        double limit = samples.sum("lumira_memory_limit_bytes");
        if (Double.isNaN(ratio))
            return Finding.bad("the API does not show how much it uses", "which version runs here?");
        if (!(limit > 0))
            return Finding.human("%.0f %% of the heap; the container has no limit".formatted(ratio * 100),
                    "set one (768 MB), or say why this machine is its own");
        var used = "%.0f %% of %.0f MB".formatted(ratio * 100, limit / (1024 * 1024));
        return ratio < MOST_MEMORY
                ? Finding.good(used)
                : Finding.bad(used, "raise the container's limit, or find what grows");
    }

    private static Finding errors(RunningFigures.Samples samples) {
        double all = 0;
        double failed = 0;
        for (var sample : samples.all())
            if (sample.name().equals("http_server_requests_seconds_count") && CRITICAL.contains(sample.label("uri"))) {
                all += sample.value();
                failed += "SERVER_ERROR".equals(sample.label("outcome")) ? sample.value() : 0;
            }
        if (all == 0)
            return Finding.human("nobody has called a critical route since the start", "run it again under traffic");
        var found = "%.0f of %.0f failed (%.2f %%)".formatted(failed, all, 100 * failed / all);
        return failed / all < MOST_ERRORS
                ? Finding.good(found)
                : Finding.bad(found, "see the log for ERROR, and the alerts");
    }

    private static Finding slow(RunningFigures.Samples samples) {
        double slow = samples.sum("lumira_mongo_slow_commands_total");
        double all = samples.sum("mongodb_driver_commands_seconds_count");
        double known = Double.isNaN(slow) ? 0 : slow;
        var found = "%.0f of %.0f were slow".formatted(known, all);
        return known >= NOTABLE && known / all >= MOST_SLOW
                ? Finding.bad(found, "the log names them (mongo.slow): look for their index")
                : Finding.good(found);
    }

    private Finding space(RunningFigures.Samples samples) {
        double own = samples.sum("lumira_disk_free_ratio");
        if (Double.isNaN(own))
            return Finding.human("the platform does not tell how much is free", "df -h on the host");
        var stats = database.runCommand(new Document("dbStats", 1));
        double total = number(stats, "fsTotalSize");
        double databases = total > 0 ? 1 - number(stats, "fsUsedSize") / total : Double.NaN;
        var found = "free: %.0f %% of the container's".formatted(own * 100)
                + (total > 0
                        ? ", %.0f %% of the database's".formatted(databases * 100)
                        : "; the database does not tell of its own");
        return own < LEAST_FREE || databases < LEAST_FREE
                ? Finding.bad(found, "make room: old images, logs and backups")
                : Finding.good(found);
    }

    private static double number(Document stats, String name) {
        return stats.get(name) instanceof Number number ? number.doubleValue() : 0;
    }
}
