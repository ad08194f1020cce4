package com.oraclelumira.api.legacy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an import did and what it found odd: counts by name, and for each oddity the documents' ids or numbers. No names
 * and no addresses, so that it may be passed on.
 */
public final class ImportReport {
    private static final int SHOWN = 20;

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, List<String>> odd = new TreeMap<>();
    private final boolean dryRun;

    ImportReport(boolean dryRun) {
        this.dryRun = dryRun;
    }

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void odd(String kind, Object subject) {
        odd.computeIfAbsent(kind, _ -> new ArrayList<>()).add(String.valueOf(subject));
    }

    public boolean dryRun() {
        return dryRun;
    }

    public Map<String, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    public long count(String what, long otherwise) {
        return counts.getOrDefault(what, otherwise);
    }

    /** By kind, every one of them. */
    public Map<String, List<String>> odd() {
        return Collections.unmodifiableMap(odd);
    }

    /** Nothing was new here; v1 may have changed what it had already given. */
    public boolean changedNothing() {
        return counts.keySet().stream().noneMatch(name -> name.endsWith(".imported"));
    }

    /** For the terminal; of each oddity the first twenty. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(dryRun ? "Dry run: nothing was written." : changedNothing() ? "Nothing was new." : "Imported.");
        counts.forEach((what, count) -> lines.add("  %-32s %d".formatted(what, count)));
        if (!odd.isEmpty())
            lines.add("Odd:");
        odd.forEach((kind, subjects) -> lines.add("  %-32s %d: %s%s".formatted(kind, subjects.size(),
                String.join(", ", subjects.subList(0, Math.min(SHOWN, subjects.size()))),
                subjects.size() > SHOWN ? ", …" : "")));
        return lines;
    }
}
