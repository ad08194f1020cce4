package com.oraclelumira.api.preflight.golive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What {@code mvn verify} left in {@code target/checklist-tests.json}: a run inside the framework and a packaged one. */
record TestReport(List<Run> runs) {
    /** Both must be there, whole. */
    static final List<String> RUNS = List.of("inside", "packaged");

    /**
     * @param commit with {@code -changed} at its end when files differed from it
     * @param whole every test class took part
     */
    record Run(String name, String commit, Instant at, boolean whole, Map<String, Count> tags) {}

    record Count(int passed, int failed, int skipped, List<String> failures, List<String> skips) {
        static final Count NONE = new Count(0, 0, 0, List.of(), List.of());

        Count plus(Count other) {
            return new Count(passed + other.passed, failed + other.failed, skipped + other.skipped,
                    joined(failures, other.failures), joined(skips, other.skips));
        }

        private static List<String> joined(List<String> some, List<String> others) {
            var all = new ArrayList<>(some);
            all.addAll(others);
            return List.copyOf(all);
        }
    }

    /** {@link IllegalArgumentException} when it is no such report. */
    static TestReport read(String text) {
        try {
            return of(new ObjectMapper().readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no JSON", e);
        }
    }

    private static TestReport of(JsonNode json) {
        var runs = new ArrayList<Run>();
        Json.array(json, "runs").forEach(run -> runs.add(new Run(Json.text(run, "name"), Json.text(run, "commit"),
                Json.moment(run, "at"), run.path("whole").asBoolean(), tags(run.path("tags")))));
        return new TestReport(List.copyOf(runs));
    }

    private static Map<String, Count> tags(JsonNode tags) {
        var counts = new TreeMap<String, Count>();
        tags.properties().forEach(tag -> counts.put(tag.getKey(), count(tag.getValue())));
        return counts;
    }

    private static Count count(JsonNode count) {
        return new Count(count.path("passed").asInt(), count.path("failed").asInt(), count.path("skipped").asInt(),
                Json.texts(count, "failures"), Json.texts(count, "skips"));
    }

    /** Of all runs; several when they differ. */
    String commit() {
        return String.join(", ", new TreeSet<>(runs.stream().map(Run::commit).toList()));
    }

    Instant at() {
        return runs.stream().map(Run::at).min(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** In French, why none of it proves anything about what is deployed. */
    Optional<String> objection(String deployed) {
        for (var name : RUNS) {
            var run = runs.stream().filter(each -> each.name().equals(name)).findFirst();
            if (run.isEmpty() || !run.get().whole())
                return Optional.of("les tests n'ont pas tous tourné (" + name + ")");
            if (!Commits.same(deployed, run.get().commit()))
                return Optional.of("les tests sont ceux du commit %s, pas de %s, qui est déployé".formatted(
                        Commits.brief(run.get().commit()), Commits.brief(deployed)));
        }
        return Optional.empty();
    }

    /** What the tests with this tag say, whichever run they are of. */
    Evidence evidence(String tag) {
        var count = runs.stream().map(run -> run.tags().getOrDefault(tag, Count.NONE)).reduce(Count.NONE, Count::plus);
        if (count.failed() > 0)
            return Evidence.open(Evidence.TESTS, tag,
                    French.count(count.failed(), "échec", "échecs") + " : " + String.join(", ", count.failures()));
        if (count.passed() == 0)
            return Evidence.open(Evidence.TESTS, tag, count.skipped() == 0
                    ? "aucun test n'a tourné"
                    : "ignorés, donc sans preuve : " + String.join(", ", count.skips()));
        var skipped = count.skipped() == 0
                ? ""
                : " ; " + French.count(count.skipped(), "ignoré", "ignorés") + " : "
                        + String.join(", ", count.skips());
        return Evidence.good(Evidence.TESTS, tag,
                French.count(count.passed(), "réussi", "réussis") + skipped);
    }
}
