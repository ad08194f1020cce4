package com.oraclelumira.api.payments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Inject;

import io.quarkus.logging.Log;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StripeEvents;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the public may throw at the webhook, and what nobody but Stripe could: signed, and no event all the same. Each is
 * refused within 100 ms with a 4xx and leaves nothing in the inbox. The time is that of the best of some tries: what the
 * machine does besides is not the service's doing.
 */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("PAY-3")
@Tag("SEC-5")
class HostileDeliveriesTest {
    private static final AtomicInteger NETWORKS = new AtomicInteger();
    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final int TRIES = 25;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final byte[] BODY = StripeEvents.succeeded("evt_hostile", "pi_hostile", null, 4700)
            .getBytes(StandardCharsets.UTF_8);

    @TestHTTPResource("/api/payments/webhook")
    URI webhook;

    @Inject
    Inbox inbox;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void no_header_however_it_is_made_is_more_than_a_refusal() {
        var headers = new LinkedHashMap<String, String>();
        var good = signature(BODY);
        var digits = good.substring(good.indexOf("v1=") + 3);
        var time = good.substring(2, good.indexOf(','));
        headers.put("missing", null);
        headers.put("empty", "");
        headers.put("garbage", "\u00e9\u00ff garbage =,=,;");
        headers.put("no time", "v1=" + digits);
        headers.put("no signature", "t=" + time);
        headers.put("a time without a value", "t,v1=" + digits);
        headers.put("a signature without a value", "t=" + time + ",v1");
        headers.put("a time in words", "t=abc,v1=" + digits);
        headers.put("a time beyond a long", "t=99999999999999999999,v1=" + digits);
        headers.put("a negative time", "t=-1,v1=" + digits);
        headers.put("time zero", "t=0,v1=" + digits);
        headers.put("an old time", "t=" + (Long.parseLong(time) - 301) + ",v1=" + digits);
        headers.put("another time than was signed", "t=" + (Long.parseLong(time) - 1) + ",v1=" + digits);
        headers.put("upper case", "t=" + time + ",v1=" + digits.toUpperCase(Locale.ROOT));
        headers.put("another scheme", "t=" + time + ",v0=" + digits);
        headers.put("a space", "t=" + time + ", v1=" + digits.substring(1));
        headers.put("one digit less", "t=" + time + ",v1=" + digits.substring(1));
        headers.put("no hexadecimal", "t=" + time + ",v1=zz");
        headers.put("two times", "t=1,t=2,v1=" + digits);
        headers.put("a thousand signatures", "t=" + time + ",v1=0".repeat(800));
        headers.put("five thousand commas", ",".repeat(5_000));
        headers.put("as long as headers may be", "t=" + time + ",v1=" + "0".repeat(15_000));
        headers.forEach((name, header) -> refused(name, header, BodyPublishers.ofByteArray(BODY), 400));
        refused("ten thousand signatures", "t=" + time + ",v1=0".repeat(10_000), BodyPublishers.ofByteArray(BODY), 431);
    }

    @Test
    void no_body_that_stripe_signed_and_that_is_no_event_is_more_than_a_refusal() {
        var bodies = new LinkedHashMap<String, byte[]>();
        Stream.of("null", "[]", "\"x\"", "1", "true", "{}", "{", "nonsense", "{\"id\":\"evt_1\"}",
                "{\"id\":\"evt_1\",\"type\":\"x\"}", "{\"id\":\"evt_1\",\"type\":\"x\",\"data\":null}",
                "{\"id\":\"evt_1\",\"type\":\"x\",\"data\":{\"object\":[]}}",
                "{\"id\":\"evt_1\",\"type\":null,\"data\":{\"object\":{}}}",
                "{\"id\":{\"$ne\":\"\"},\"type\":\"x\",\"data\":{\"object\":{}}}",
                "{\"id\":\"in_1\",\"type\":\"x\",\"data\":{\"object\":{}}}",
                "{\"id\":5,\"type\":\"x\",\"data\":{\"object\":{}}}", "[" + new String(BODY) + "]",
                new String(BODY) + new String(BODY), new String(BODY).replace("evt_hostile", "evt_" + "1".repeat(300)),
                "{\"id\":\"evt_a\"," + new String(BODY).substring(1),
                new String(BODY).replace("\"metadata\":{}", "\"metadata\":" + "[".repeat(5_000) + "]".repeat(5_000)),
                new String(BODY).replace("4700", "9".repeat(2_000)), "x".repeat(MEBIBYTE))
                .forEach(text -> bodies.put(bodies.size() + " " + text.substring(0, Math.min(60, text.length())),
                        text.getBytes(StandardCharsets.UTF_8)));
        bodies.put("a byte order mark", bytes(new byte[]{(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, BODY));
        bodies.put("UTF-16", new String(BODY).getBytes(StandardCharsets.UTF_16));
        bodies.put("a half character", bytes(BODY, new byte[]{(byte) 0xc3}));
        bodies.put("Latin 1", new String(BODY).replace("endive", "\u00e9ndive").getBytes(StandardCharsets.ISO_8859_1));
        bodies.put("zipped", zipped(BODY));
        bodies.forEach((name, body) -> refused(name, signature(body), BodyPublishers.ofByteArray(body), 400));
        refused("empty", signature(new byte[0]), BodyPublishers.noBody(), 400);
        refused("a byte too many", signature(BODY), BodyPublishers.ofByteArray(new byte[MEBIBYTE + 1]), 413);
    }

    @Test
    void neither_is_one_without_a_length_or_with_a_wrong_label() {
        for (int bytes : new int[]{10, MEBIBYTE})
            refused(bytes + " in pieces", "t=1,v1=0", pieces(new byte[bytes]), 400);
        refused("too many in pieces", "t=1,v1=0", pieces(new byte[2 * MEBIBYTE]), 413);
        refused("said to be zipped", signature(BODY), BodyPublishers.ofByteArray(zipped(BODY)), 400,
                "Content-Encoding", "gzip");
        refused("said to be a form", "t=1,v1=0", BodyPublishers.ofByteArray(BODY), 400, "Content-Type",
                "multipart/form-data; boundary=x");
    }

    @Test
    void an_event_of_no_known_version_is_taken_and_left_alone() {
        var id = StripeEvents.newId();
        var event = "{\"id\":\"%s\",\"type\":\"customer.created\",\"api_version\":null,\"data\":{\"object\":{}}}"
                .formatted(id).getBytes(StandardCharsets.UTF_8);
        assertThat(status(signature(event), pieces(event))).isEqualTo(200);
        assertThat(inbox.findById(id).state()).isEqualTo(InboxEvent.State.IGNORED);
    }

    private void refused(String name, @Nullable String header, BodyPublisher body, int expected, String... more) {
        var best = IntStream.range(0, TRIES).mapToObj(_ -> took(name, header, body, expected, more))
                .filter(took -> took.compareTo(LIMIT) < 0).findFirst();
        assertThat(best).as("%s, within %s", name, LIMIT).isPresent();
        assertThat(inbox.findById("evt_hostile")).as(name).isNull();
        assertThat(inbox.findById("evt_1")).as(name).isNull();
    }

    private Duration took(String name, @Nullable String header, BodyPublisher body, int expected, String... more) {
        long started = System.nanoTime();
        int status = status(header, body, more);
        var took = Duration.ofNanos(System.nanoTime() - started);
        Log.infof("hostile.refused status=%d ms=%d what=%s", status, took.toMillis(), name);
        assertThat(status).as(name).isEqualTo(expected);
        return took;
    }

    /** Each from a network of its own: the limit of refused calls is another test's matter. */
    private int status(@Nullable String header, BodyPublisher body, String... more) {
        int n = NETWORKS.getAndIncrement();
        var request = HttpRequest.newBuilder(webhook).header("X-Forwarded-For", "198.19.%d.%d".formatted(100 + n / 250,
                n % 250 + 1)).POST(body).timeout(Duration.ofSeconds(20));
        if (header != null)
            request.header("Stripe-Signature", header);
        for (int i = 0; i < more.length; i += 2)
            request.header(more[i], more[i + 1]);
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Stripe would sign what we read of these bytes. */
    private static String signature(byte[] body) {
        return Shop.signature(new String(body, StandardCharsets.UTF_8), ShopResource.WEBHOOK_SECRET);
    }

    private static BodyPublisher pieces(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static byte[] bytes(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static byte[] zipped(byte[] body) {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
