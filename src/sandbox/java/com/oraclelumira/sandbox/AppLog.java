package com.oraclelumira.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The application's log, to the console and to a file that the next run overwrites. */
final class AppLog implements Consumer<String>, AutoCloseable {
    private final PrintWriter file;

    AppLog(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            file = new PrintWriter(Files.newBufferedWriter(path), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void accept(String line) {
        file.println(line);
        System.out.println(line);
    }

    @Override
    public void close() {
        file.close();
    }
}
