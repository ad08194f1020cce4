package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The file that {@link TestReport} reads: each run writes its own part, and the first throws all others away. */
final class TestLedger {
    private static final String FIRST = TestReport.RUNS.getFirst();

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Entry> tags = new TreeMap<>();
    private final String run;
    private final Path file;
    private final Set<String> expected;
    private final String commit;

    private static final class Entry {
        private int passed;
        private final List<String> failures = new ArrayList<>();
        private final List<String> skips = new ArrayList<>();
    }

    /** @param expected names of the classes without which the run is not whole */
    TestLedger(String run, Path file, Set<String> expected, String commit) {
        this.run = run;
        this.file = file;
        this.expected = expected;
        this.commit = commit;
    }

    void begin() {
        write(Set.of());
    }

    synchronized void passed(Set<String> of) {
        of.forEach(tag -> entry(tag).passed++);
    }

    synchronized void failed(Set<String> of, String name) {
        of.forEach(tag -> entry(tag).failures.add(name));
    }

    synchronized void skipped(Set<String> of, String name) {
        of.forEach(tag -> entry(tag).skips.add(name));
    }

    private Entry entry(String tag) {
        return tags.computeIfAbsent(tag, _ -> new Entry());
    }

    synchronized void end(Set<String> classes) {
        write(classes);
    }

    private void write(Set<String> classes) {
        var missing = new TreeSet<>(expected);
        missing.removeAll(classes);
        try {
            var report = json.createObjectNode();
            var runs = report.putArray("runs");
            if (!run.equals(FIRST) && Files.exists(file))
                json.readTree(file.toFile()).path("runs").forEach(other -> {
                    if (!other.path("name").asText().equals(run))
                        runs.add(other);
                });
            var own = runs.addObject().put("name", run).put("commit", commit).put("at", Instant.now().toString())
                    .put("whole", missing.isEmpty());
            own.set("missing", json.valueToTree(missing));
            var counts = own.putObject("tags");
            tags.forEach((tag, entry) -> fill(counts.putObject(tag), entry));
            Files.createDirectories(file.toAbsolutePath().getParent());
            json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(ObjectNode count, Entry entry) {
        count.put("passed", entry.passed).put("failed", entry.failures.size()).put("skipped", entry.skips.size());
        count.set("failures", json.valueToTree(entry.failures));
        count.set("skips", json.valueToTree(entry.skips));
    }
}
