package com.oraclelumira.sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.oraclelumira.sandbox.PackagedApp;

/**
 * Asks more of the packaged application than this machine carries, and looks at it meanwhile and afterwards. Three of
 * four visitors come from networks of their own, the fourth are one caller with many connections.
 */
public final class Overload {
    /**
     * @param answers how many had each status
     * @param slowestHealth of a monitor that asked ten times a second
     * @param mostMemory the process's resident set at its largest, in MB
     * @param recovery from the end of the load to the first of twenty good answers in a row, each within half a second
     */
    public record Result(int connections, Map<Integer, Long> answers, long broken, Duration slowestHealth,
            long healthFailures, long mostMemory, Duration recovery) {}

    private static final String ONE_CALLER = "203.0.113.99";
    private static final int GOOD_ANSWERS = 20;
    private static final Duration GOOD = Duration.ofMillis(500);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10)).build();
    private final PackagedApp app;
    private final String order;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Duration slowestHealth = Duration.ZERO;
    private volatile long healthFailures;
    private volatile long mostMemory;

    /** @param order the handle of an order to ask for */
    public Overload(PackagedApp app, String order) {
        this.app = app;
        this.order = order;
    }

    /** Once per instance. */
    public Result run(int connections, Duration length) throws InterruptedException {
        var crowd = new Crowd(app.port(), this::request);
        var monitor = Thread.ofPlatform().start(this::monitor);
        crowd.visit(connections, length);
        var recovery = recovery();
        over.set(true);
        monitor.join();
        return new Result(connections, crowd.answers(), crowd.broken(), slowestHealth, healthFailures, mostMemory,
                recovery);
    }

    private String request() {
        int choice = ThreadLocalRandom.current().nextInt(100);
        if (choice < 55)
            return "GET /api/products HTTP/1.1\r\n" + common() + "\r\n";
        if (choice < 85)
            return "GET /api/orders/" + order + " HTTP/1.1\r\n" + common() + "\r\n";
        if (choice < 93)
            return post("/api/users/auth/sanctuaire-v2", "{\"email\":\"nobody@example.com\"}");
        if (choice < 97)
            return post("/api/products/create-payment-intent",
                    "{\"productId\":\"mystique\",\"customerEmail\":\"load.%s@example.com\"}"
                            .formatted(UUID.randomUUID()));
        return choice < 99
                ? post("/api/expert/login", "{\"email\":\"nobody@example.com\",\"password\":\"a wrong password\"}")
                : post("/api/payments/webhook", "{\"id\":\"evt_unsigned\"}");
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\n" + common() + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String common() {
        return "Host: localhost\r\nX-Forwarded-For: " + address() + "\r\n";
    }

    private static String address() {
        var random = ThreadLocalRandom.current();
        return random.nextInt(4) == 0
                ? ONE_CALLER
                : "198.%d.%d.%d".formatted(random.nextInt(18, 20), random.nextInt(256), random.nextInt(1, 255));
    }

    private void monitor() {
        try {
            while (!over.get()) {
                var took = answered("/health");
                if (took.compareTo(slowestHealth) > 0)
                    slowestHealth = took;
                mostMemory = Math.max(mostMemory, memory());
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration answered(String path) throws InterruptedException {
        long start = System.nanoTime();
        if (status(path) != 200)
            healthFailures++;
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private int status(String path) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(app.uri(path)).header("X-Forwarded-For", address())
                    .timeout(Duration.ofSeconds(20)).build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private Duration recovery() throws InterruptedException {
        long end = System.nanoTime();
        long first = end;
        for (int good = 0; good < GOOD_ANSWERS;) {
            long asked = System.nanoTime();
            boolean isGood = status("/api/products") == 200 && System.nanoTime() - asked < GOOD.toNanos();
            first = isGood && good == 0 ? asked : first;
            good = isGood ? good + 1 : 0;
        }
        return Duration.ofNanos(first - end);
    }

    private long memory() {
        try (var lines = Files.lines(Path.of("/proc/" + app.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).orElse(0L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
