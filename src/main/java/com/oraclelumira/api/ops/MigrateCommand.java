package com.oraclelumira.api.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import com.oraclelumira.api.legacy.Import;
import com.oraclelumira.api.legacy.ImportReport;
import com.oraclelumira.api.store.Migrations;
import com.oraclelumira.api.store.Migrations.Applied;
import com.oraclelumira.api.store.Migrations.Progress;

/**
 * {@code migrate status}, {@code migrate plan}: how the database stands to this version; they change nothing.
 * {@code migrate import-v1 --from mongodb://host/v1 [--dry-run] [--report report.json]}: may run beside the service.
 */
@Singleton
class MigrateCommand implements OperatorCommand {
    private static final String USAGE = "usage: migrate status | migrate plan | migrate import-v1 "
            + "--from mongodb://host:port/database [--dry-run] [--report FILE]";
    private static final int WOULD_RUN = 2;
    private static final int NEWER = 3;

    private final Import importing;
    private final Migrations migrations;
    private final ObjectMapper json;

    MigrateCommand(Import importing, Migrations migrations, ObjectMapper json) {
        this.importing = importing;
        this.migrations = migrations;
        this.json = json;
    }

    @Override
    public String name() {
        return "migrate";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        return run(options, line -> {}).lines();
    }

    @Override
    public Answer run(Map<String, String> options, Consumer<String> progress) {
        return switch (options.getOrDefault(Operator.WHAT, "")) {
            case "status" -> status(alone(options));
            case "plan" -> plan(alone(options));
            case "import-v1" -> new Answer(importV1(options, progress), 0);
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    private Progress alone(Map<String, String> options) {
        if (options.size() > 1)
            throw new IllegalArgumentException(USAGE);
        return migrations.progress();
    }

    /** 0 when the database is exactly this version's, 2 when a start would migrate it, 3 when a newer version did. */
    static Answer status(Progress progress) {
        var lines = new ArrayList<String>();
        progress.applied().forEach(each -> lines.add("%-8s %-28s %s".formatted(each.known() ? "applied" : "unknown",
                each.id(), each.at())));
        progress.pending().forEach(id -> lines.add("%-8s %s".formatted("pending", id)));
        boolean newer = !progress.applied().stream().allMatch(Applied::known);
        if (newer)
            lines.add("What is unknown was applied by a newer version than this one.");
        running(progress, lines);
        return new Answer(lines, !progress.pending().isEmpty() ? WOULD_RUN : newer ? NEWER : 0);
    }

    /** 0 when a start of this version would change nothing, 2 when it would. */
    static Answer plan(Progress progress) {
        var lines = new ArrayList<String>();
        if (progress.pending().isEmpty())
            lines.add("Nothing would run.");
        else
            lines.add("At its start this version would run, in this order:");
        progress.pending().forEach(id -> lines.add("  " + id));
        running(progress, lines);
        return new Answer(lines, progress.pending().isEmpty() ? 0 : WOULD_RUN);
    }

    private static void running(Progress progress, List<String> lines) {
        progress.runningUntil().ifPresent(until -> lines.add(
                "A process is at it now: it holds the lease until " + until + " and renews it while it works."));
    }

    private List<String> importV1(Map<String, String> options, Consumer<String> progress) {
        if (!options.containsKey("from"))
            throw new IllegalArgumentException(USAGE);
        var report = importing.run(options.get("from"), options.containsKey("dry-run"), progress);
        if (options.containsKey("report"))
            write(report, Path.of(options.get("report")));
        return report.lines();
    }

    private void write(ImportReport report, Path file) {
        try {
            Files.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(
                    Map.of("dryRun", report.dryRun(), "counts", report.counts(), "odd", report.odd())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
