package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Files as preflights and tests leave them, all of them good until a test spoils one thing. */
final class Proofs {
    static final String URL = "https://api.oraclelumira.test";
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");

    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final Checklist checklist = Checklist.read();
    private final Map<String, ObjectNode> results = new LinkedHashMap<>();
    private final ObjectNode examination = json.createObjectNode().put("at", "2026-11-25T03:50:00Z").put("of", URL)
            .put("commit", COMMIT);
    private final ObjectNode tests = json.createObjectNode();

    Proofs(Path folder) {
        this.folder = folder;
        checklist.probes().forEach((id, french) -> results.put(id, result(id)));
        for (var run : TestReport.RUNS)
            addRun(run);
    }

    private ObjectNode result(String id) {
        var result = json.createObjectNode().put("group", "Group").put("id", id)
                .put("sentence", "The thing should be well.").put("mark", "GOOD").put("found", "well, 12 ms")
                .put("mend", "").put("page", "README.md").put("millis", 12);
        result.putArray("lines");
        return result;
    }

    private void addRun(String name) {
        var run = tests.withArray("runs").addObject().put("name", name).put("commit", COMMIT)
                .put("at", "2026-11-25T02:00:00Z").put("whole", true);
        var tags = run.putObject("tags");
        checklist.lines().flatMap(line -> line.tests().stream()).distinct()
                .forEach(tag -> count(tags.putObject(tag), 3, List.of(), List.of()));
    }

    private void count(ObjectNode count, int passed, List<String> failures, List<String> skips) {
        count.put("passed", passed).put("failed", failures.size()).put("skipped", skips.size());
        count.set("failures", json.valueToTree(failures));
        count.set("skips", json.valueToTree(skips));
    }

    /** In both runs. */
    Proofs tag(String tag, int passed, List<String> failures, List<String> skips) {
        tests.path("runs").forEach(run -> count((ObjectNode) run.path("tags").path(tag), passed, failures, skips));
        return this;
    }

    Proofs run(String name, String field, String value) {
        tests.path("runs").forEach(run -> {
            if (run.path("name").asText().equals(name))
                ((ObjectNode) run).put(field, value);
        });
        return this;
    }

    Proofs notWhole(String name) {
        tests.path("runs").forEach(run -> ((ObjectNode) run).put("whole", !run.path("name").asText().equals(name)));
        return this;
    }

    ObjectNode probe(String id) {
        return results.computeIfAbsent(id, this::result);
    }

    Proofs bad(String id, String found, String mend) {
        probe(id).put("mark", "BAD").put("found", found).put("mend", mend);
        return this;
    }

    Proofs human(String id, String found, String mend) {
        probe(id).put("mark", "HUMAN").put("found", found).put("mend", mend);
        return this;
    }

    Proofs without(String id) {
        results.remove(id);
        return this;
    }

    ObjectNode examination() {
        return examination;
    }

    String tests() {
        return write("tests.json", tests);
    }

    String results() {
        return results("results.json", List.copyOf(results.keySet()));
    }

    /** A file with these probes only. */
    String results(String name, List<String> probes) {
        var some = examination.deepCopy();
        var array = some.putArray("results");
        probes.forEach(id -> array.add(results.get(id)));
        return write(name, some);
    }

    List<String> probes() {
        return List.copyOf(results.keySet());
    }

    private String write(String name, ObjectNode content) {
        try {
            return Files.writeString(folder.resolve(name), content.toPrettyString()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
