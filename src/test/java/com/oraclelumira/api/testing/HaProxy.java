package com.oraclelumira.api.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** A real HAProxy with settings of a test's. */
final class HaProxy implements AutoCloseable {
    private final Process process;

    /**
     * Skips the calling test where there is no HAProxy, and says so; not when the environment says
     * {@code CI_PROXY=required}.
     */
    HaProxy(String settings, Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("haproxy.cfg"), settings);
        process = new ProcessBuilder(program().toString(), "-db", "-f", file.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile()).start();
    }

    private static File program() {
        var missing = "haproxy is not installed: no real proxy stands before the application.";
        var found = Program.onPath("haproxy");
        Assumptions.assumeTrue(found.isPresent() || "required".equals(System.getenv("CI_PROXY")), missing);
        return found.orElseThrow(() -> new AssertionError(missing));
    }

    /** Skips the calling test where there is none. */
    static void isNeeded() {
        program();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
