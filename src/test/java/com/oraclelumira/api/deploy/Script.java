package com.oraclelumira.api.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/** A script of src/deploy, run as the pipeline runs it. {@code .ci/run} installs the programs that it calls. */
final class Script {
    /** @param output what came on standard output and standard error, in one */
    record Ran(int exit, String output) {}

    private final String name;

    Script(String name) {
        this.name = name;
        Stream.of("sh", "curl", "jq").forEach(program -> Assumptions.assumeTrue(installed(program),
                program + " is not installed: no script is tried"));
    }

    private static boolean installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, program).canExecute());
    }

    Ran run(Map<String, String> environment, String... arguments) {
        var line = new ArrayList<>(List.of("sh", "src/deploy/" + name));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.toLowerCase(Locale.ROOT).endsWith("proxy"));
        builder.environment().putAll(environment);
        try {
            var output = Files.createTempFile("script", ".log");
            var process = builder.redirectOutput(output.toFile()).start();
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            var said = Files.readString(output);
            Files.delete(output);
            assertThat(ended).as("did not end: " + said).isTrue();
            return new Ran(process.exitValue(), said);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
