package com.oraclelumira.sandbox.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Many connections, each of which asks again as soon as it was answered, whatever the answer says. */
final class Crowd {
    private static final int ANSWER_MILLIS = 30_000;
    /** Not even an attacker is nearer than that. */
    private static final int WAY_MILLIS = 2;

    private final int port;
    private final Supplier<String> requests;
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final LongAdder broken = new LongAdder();

    /** @param requests each a whole request for a connection that stays open */
    Crowd(int port, Supplier<String> requests) {
        this.port = port;
        this.requests = requests;
    }

    /** Returns when all have left. */
    void visit(int connections, Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        try (var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < connections; n++)
                visitors.execute(() -> visitUntil(end));
        }
    }

    private void visitUntil(long end) {
        while (System.nanoTime() < end)
            try (var socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout(ANSWER_MILLIS);
                socket.setTcpNoDelay(true);
                talk(socket, end);
            } catch (IOException e) {
                broken.increment();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
    }

    private void talk(Socket socket, long end) throws IOException, InterruptedException {
        var in = new BufferedInputStream(socket.getInputStream());
        while (System.nanoTime() < end) {
            socket.getOutputStream().write(requests.get().getBytes(StandardCharsets.US_ASCII));
            statuses.computeIfAbsent(status(in), _ -> new LongAdder()).increment();
            TimeUnit.MILLISECONDS.sleep(WAY_MILLIS);
        }
    }

    /** Of one answer, which is read to its end. */
    private static int status(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0)
                throw new IOException("the server hung up");
            head.append((char) c);
        }
        var text = head.toString().toLowerCase(java.util.Locale.ROOT);
        int length = text.indexOf("content-length: ");
        if (length >= 0)
            in.skipNBytes(Integer.parseInt(text.substring(length + "content-length: ".length(),
                    text.indexOf('\r', length))));
        return Integer.parseInt(text.substring("http/1.1 ".length(), "http/1.1 200".length()));
    }

    /** How many answers had each status. */
    Map<Integer, Long> answers() {
        var sums = new TreeMap<Integer, Long>();
        statuses.forEach((status, count) -> sums.put(status, count.sum()));
        return sums;
    }

    /** Connections that ended without an answer. */
    long broken() {
        return broken.sum();
    }
}
