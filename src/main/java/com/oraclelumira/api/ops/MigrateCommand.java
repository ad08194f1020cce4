package com.oraclelumira.api.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import com.oraclelumira.api.legacy.Import;
import com.oraclelumira.api.legacy.ImportReport;

/** {@code migrate import-v1 --from mongodb://host/v1 [--dry-run] [--report report.json]}: may run beside the service. */
@Singleton
class MigrateCommand implements OperatorCommand {
    private static final String USAGE = "usage: migrate import-v1 --from mongodb://host:port/database [--dry-run] "
            + "[--report FILE]";

    private final Import importing;
    private final ObjectMapper json;

    MigrateCommand(Import importing, ObjectMapper json) {
        this.importing = importing;
        this.json = json;
    }

    @Override
    public String name() {
        return "migrate";
    }

    @Override
    public List<String> run(Map<String, String> options) {
        return run(options, line -> {});
    }

    @Override
    public List<String> run(Map<String, String> options, Consumer<String> progress) {
        if (!"import-v1".equals(options.get(Operator.WHAT)) || !options.containsKey("from"))
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
