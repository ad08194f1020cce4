package com.oraclelumira.api.ops;

import java.util.List;
import java.util.stream.Collectors;

import com.oraclelumira.api.preflight.Finding;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Probe;

/** An environment that breaks rules: names and sentences, never a value. Nothing else of it can be asked. */
record RefusedConfiguration(StartCheck check) implements Group {

    @Override
    public String name() {
        return "Configuration";
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe("configuration", List.of("SEC-1", "DEP-4"),
                "The environment should break no rule.", "configuration.md",
                () -> Finding.bad(check.faults().stream().map(Fault::toString).collect(Collectors.joining("; ")),
                        "the application does not start like this: mend the variables, then ask again")));
    }
}
