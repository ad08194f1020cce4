package com.oraclelumira.api;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.PackagedShop;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.sandbox.PackagedApp;
import com.oraclelumira.sandbox.bench.Overload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More than the machine carries, in short; OverloadBench is the long form. The ceilings are those of
 * the slowest machine that runs this.
 */
@Tag("SEC-8")
@Tag("MON-1")
@Tag("MON-5")
@Tag("TST-3")
class OverloadIT {
    private static final int HEAP_MB = 128;
    /** Code, threads and the driver's and the server's buffers. */
    private static final int BESIDES_MB = 300;
    private static final int MEBIBYTE = 1024 * 1024;

    private static PackagedShop shop;
    private static PackagedApp app;

    @BeforeAll
    static void start() {
        shop = new PackagedShop();
        app = shop.startSmall(HEAP_MB).awaitReady(Duration.ofSeconds(60));
    }

    @AfterAll
    static void stop() {
        app.close();
        shop.close();
    }

    @Test
    void five_hundred_busy_connections_are_refused_politely_and_forgotten_at_once() throws Exception {
        var result = new Overload(app, shop.checkout(app, 1)).run(500, Duration.ofSeconds(10));

        assertThat(result.answers().keySet()).as("%s", result).isSubsetOf(200, 400, 403, 429, 503)
                .contains(200);
        assertThat(result.broken()).as("%s", result).isZero();
        assertThat(result.healthFailures()).as("%s", result).isZero();
        assertThat(result.slowestHealth()).isLessThan(Duration.ofSeconds(20));
        assertThat(result.recovery()).isLessThan(Duration.ofSeconds(15));
        assertThat(result.mostMemory()).isLessThan(HEAP_MB + BESIDES_MB);
    }

    /** All together three times the heap. */
    @Test
    void deliveries_that_never_end_get_a_part_of_the_memory_and_no_more() throws Exception {
        var senders = new ArrayList<Socket>();
        for (int n = 0; n < 3 * HEAP_MB; n++)
            senders.add(sender());
        var intent = shop.checkout(app, 2);
        for (var sender : senders)
            sender.close();

        Shop.await().atMost(Duration.ofSeconds(60)).until(() -> shop.deliver(app,
                StripeEvents.succeeded(StripeEvents.newId(), intent, null, 4700)) == 200);
    }

    /** Each from a network of its own. */
    private static Socket sender() throws IOException {
        var socket = new Socket("127.0.0.1", app.port());
        var random = ThreadLocalRandom.current();
        var head = "POST %s HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 198.19.%d.%d\r\nContent-Length: %d\r\n\r\n"
                .formatted(PackagedShop.WEBHOOK, random.nextInt(256), random.nextInt(1, 255), MEBIBYTE);
        try {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[MEBIBYTE - 1]);
        } catch (IOException refused) {
            // and the connection closed after that
        }
        return socket;
    }
}
