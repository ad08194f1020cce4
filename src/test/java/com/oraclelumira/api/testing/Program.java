package com.oraclelumira.api.testing;

import java.io.File;
import java.util.Arrays;
import java.util.Optional;

/** A program of the machine that a test runs; nothing is downloaded. */
public final class Program {
    private Program() {}

    public static Optional<File> onPath(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> new File(folder, name)).filter(File::canExecute).findFirst();
    }
}
