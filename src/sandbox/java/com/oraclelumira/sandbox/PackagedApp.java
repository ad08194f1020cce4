package com.oraclelumira.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packaged production application as a child process, in an environment that holds what the settings say and
 * nothing else. Used by every black-box test and by {@code mvn -Prun}. The child dies with this JVM.
 */
public final class PackagedApp implements AutoCloseable {
    private static final List<String> FLAGS = List.of("-Duser.language=en", "-Dhttp.maxConnections=64",
            "-Dsun.net.http.retryPost=false");
    private static final List<String> KEPT = List.of("PATH", "HOME", "TMPDIR");
    private static final Duration STOP_TIME = Duration.ofSeconds(40);
    private static final int POLL_MILLIS = 50;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();
    private final Process process;
    private final ProcessOutput output;
    private final int port;
    private final Thread lastResort;

    PackagedApp(AppSettings settings) {
        port = portOf(settings.environment().get("PORT"));
        try {
            process = builder(settings).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        output = new ProcessOutput(process.getInputStream(), settings.echo());
        lastResort = new Thread(this::endWithUs);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    private static ProcessBuilder builder(AppSettings settings) {
        var builder = new ProcessBuilder(commandLine(settings)).redirectErrorStream(true)
                .directory(settings.directory().toFile());
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(settings.environment());
        return builder;
    }

    private static List<String> commandLine(AppSettings settings) {
        var line = new ArrayList<String>();
        boolean jar = settings.executable().toString().endsWith(".jar");
        line.add(jar ? ProcessHandle.current().info().command().orElseThrow() : settings.executable().toString());
        line.addAll(FLAGS);
        line.addAll(settings.flags());
        line.addAll(jar ? List.of("-jar", settings.executable().toString()) : List.of());
        line.addAll(settings.arguments());
        return line;
    }

    /** Gracefully where it can be: whoever stops this JVM in good order stops the application so too. */
    private void endWithUs() {
        process.destroy();
        if (!hasEnded(STOP_TIME.toMillis())) {
            process.destroyForcibly();
        }
    }

    /** A text that is no port number is the application's to refuse: it gives 0 here. */
    private static int portOf(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }

    /** Free at this moment; another process may still take it before ours does. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public long pid() {
        return process.pid();
    }

    /** The last part of what the process has printed so far, both streams together. */
    public String output() {
        return output.text();
    }

    /** Waits until the application says that it has started. Throws, with its output, when it ends or takes too long. */
    public PackagedApp awaitReady(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isReady()) {
            if (hasEnded(POLL_MILLIS)) {
                throw new IllegalStateException("ended with " + exitCode() + " before it was ready:\n" + output());
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not ready after " + limit + ":\n" + output());
            }
        }
        return this;
    }

    /** The first of these pages that exists decides; where neither does, any answer at all means ready. */
    private boolean isReady() {
        int status = status("/health/started");
        status = status == 404 ? status("/api/healthz") : status;
        return status == 404 || status == 200;
    }

    private int status(String path) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private boolean hasEnded(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }

    /** Waits for the end by itself. All output has been read then. */
    public int awaitExit(Duration limit) {
        if (!hasEnded(limit.toMillis())) {
            throw new IllegalStateException("still running after " + limit + ":\n" + output());
        }
        return exitCode();
    }

    /** Throws while the process runs; 143 after {@link #stop}, 137 after {@link #kill}. */
    public int exitCode() {
        int code = process.exitValue();
        output.awaitEnd();
        return code;
    }

    /** SIGTERM, as a deployment does, and the wait for a graceful end. */
    public int stop() {
        process.destroy();
        return ended();
    }

    /** SIGKILL, as a power cut does. */
    public int kill() {
        process.destroyForcibly();
        return ended();
    }

    private int ended() {
        int code = awaitExit(STOP_TIME);
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException _) {
            // this JVM is ending itself: the hook then finds nothing to do
        }
        return code;
    }

    /** Stops a running process; one that does not stop is killed. */
    @Override
    public void close() {
        try {
            stop();
        } catch (IllegalStateException e) {
            kill();
            throw e;
        }
    }
}
