package com.oraclelumira.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads what a process prints, so that it never blocks, and keeps the last part. */
final class ProcessOutput {
    private static final int KEPT_CHARACTERS = 512 * 1024;
    private final StringBuilder text = new StringBuilder();
    private final Consumer<String> echo;
    private final Thread reader;

    ProcessOutput(InputStream stream, Consumer<String> echo) {
        this.echo = echo;
        reader = Thread.ofVirtual().start(() -> read(stream));
    }

    private void read(InputStream stream) {
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep("(output ended: " + e + ")");
        }
    }

    private void keep(String line) {
        echo.accept(line);
        synchronized (text) {
            text.append(line).append('\n');
            text.delete(0, Math.max(0, text.length() - KEPT_CHARACTERS));
        }
    }

    String text() {
        synchronized (text) {
            return text.toString();
        }
    }

    /** After the end of the process, for what is still in the pipe. */
    void awaitEnd() {
        try {
            reader.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
