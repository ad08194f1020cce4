package com.oraclelumira.api.ops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.oraclelumira.api.ops.Environment.Mode;

/**
 * The decision whether the application may start, taken before the framework does, with everything at fault at once.
 * {@code settings} are system properties to set before the start.
 */
public record StartCheck(List<Fault> faults, List<Fault> warnings, Map<String, String> settings) {

    /** In development a {@code .env} file counts as environment, and settings of the framework only warn. */
    public static StartCheck of(Map<String, String> variables, Collection<String> systemProperties, Path directory) {
        var environment = new Environment(OtherSources.withDotEnv(variables, directory));
        var faults = new ArrayList<>(EnvironmentRules.faults(environment));
        var warnings = new ArrayList<>(EnvironmentRules.warnings(environment));
        faults.addAll(OtherSources.files(directory, environment.mode()));
        (environment.mode() == Mode.DEVELOPMENT ? warnings : faults)
                .addAll(OtherSources.foreignNames(environment.variables().keySet(), systemProperties));
        return new StartCheck(faults, warnings, EnvironmentRules.settings(environment));
    }

    public boolean refuses() {
        return !faults.isEmpty();
    }

    /** Names and sentences, never a value; empty when there is nothing to say. */
    public String report() {
        return section("The application does not start. The environment breaks these rules "
                + "(docs/runbook/configuration.md):", faults) + section("Look at these settings:", warnings);
    }

    private static String section(String title, List<Fault> lines) {
        var text = new StringBuilder(lines.isEmpty() ? "" : title + "\n");
        lines.forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }
}
