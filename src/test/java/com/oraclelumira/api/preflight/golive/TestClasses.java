package com.oraclelumira.api.preflight.golive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The classes that Maven runs when it is not told which. */
final class TestClasses {
    private static final Path FOLDER = Path.of("target/test-classes");
    private static final Map<String, String> ENDING = Map.of("inside", "Test.class", "packaged", "IT.class");

    private TestClasses() {}

    static Set<String> of(String run) {
        try (var files = Files.walk(FOLDER)) {
            return files.map(file -> FOLDER.relativize(file).toString())
                    .filter(file -> file.endsWith(ENDING.get(run)) && !file.contains("$"))
                    .map(file -> file.replace('/', '.').replaceFirst("\\.class$", "")).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
