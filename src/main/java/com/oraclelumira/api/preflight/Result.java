package com.oraclelumira.api.preflight;

import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A probe's answer as the table, the JSON and the report show it. */
@RegisterForReflection
public record Result(String group, String id, List<String> lines, String sentence, Mark mark, String found, String mend,
        String page, long millis) {

    static Result of(String group, Probe probe, Finding finding, long millis) {
        return new Result(group, probe.id(), probe.lines(), probe.sentence(), finding.mark(), finding.found(),
                finding.mend(), probe.page(), millis);
    }
}
