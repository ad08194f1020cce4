package com.oraclelumira.api.testing;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** A real HAProxy with settings of a test's. */
final class HaProxy implements AutoCloseable {
    private final Path folder;
    private final Process process;

    /**
     * Skips the calling test where there is no HAProxy, and says so; not when the environment says
     * {@code CI_PROXY=required}.
     */
    HaProxy(String settings, Path folder) throws IOException {
        this.folder = folder;
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

    /** Its own way to be changed while it runs, if its settings have {@code stats socket FOLDER/proxy.sock}. */
    void tell(String command) throws IOException {
        try (var socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.connect(UnixDomainSocketAddress.of(folder.resolve("proxy.sock")));
            socket.write(ByteBuffer.wrap(command.getBytes(StandardCharsets.UTF_8)));
            var said = new String(Channels.newInputStream(socket).readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!said.isEmpty() && !said.contains("Success") && !said.contains("Transaction"))
                throw new IOException(said);
        }
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
