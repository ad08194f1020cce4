package com.oraclelumira.api.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.oraclelumira.api.http.ProblemException;

/**
 * Reads whole bodies before any worker thread is taken: none larger than its operation can use, none for longer than the
 * deadline, and all of a lane together in a tenth of the heap, of which one network gets a quarter. Reads no multipart:
 * nothing here takes it, photos go straight to the bucket.
 */
@Singleton
class Bodies {
    private static final int PART_OF_HEAP = 10;
    private static final int SHARES = 4;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int EXPECTATION_FAILED = 417;

    private final Map<Lane, Supply> memory = new EnumMap<>(Lane.class);
    private final Refusals refusals;
    private final Duration deadline;

    Bodies(Refusals refusals, @ConfigProperty(name = "lumira.admission.body-deadline") Duration deadline) {
        long part = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
        for (var lane : Lane.values())
            memory.put(lane, new Supply(part, part / SHARES));
        this.refusals = refusals;
        this.deadline = deadline;
    }

    void read(RoutingContext exchange) {
        var request = exchange.request();
        ((RoutingContextInternal) exchange).visitHandler(RoutingContextInternal.BODY_HANDLER);
        if (request.isEnded() || !hasBody(request)) {
            // quarkus-rest waits for ever for the end of a body that was read already and had nothing in it
            give(exchange, Buffer.buffer());
        } else if (told(request) > Visit.of(exchange).call().largestBody()) {
            exchange.fail(TOO_LARGE);
        } else if (expectsWhatWeCannot(request)) {
            exchange.fail(EXPECTATION_FAILED);
        } else {
            new Reception(exchange).begin();
        }
    }

    void forget(Visit visit) {
        if (visit.bytes() > 0)
            memory.get(visit.call().lane()).giveBack(visit.network(), visit.bytes());
    }

    private static void give(RoutingContext exchange, Buffer body) {
        ((RoutingContextInternal) exchange).setBody(body);
        exchange.next();
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || told(request) >= 0;
    }

    /** -1 when the length is not told; the server below refuses one that is no number. */
    private static long told(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null || length.isEmpty() ? -1 : Long.parseLong(length);
    }

    /** Tells a client that waits for our word to go on. */
    private static boolean expectsWhatWeCannot(HttpServerRequest request) {
        var expected = request.getHeader(HttpHeaders.EXPECT);
        if (expected == null)
            return false;
        if (!expected.equalsIgnoreCase("100-continue"))
            return true;
        if (request.version() != HttpVersion.HTTP_1_0)
            request.response().writeContinue();
        return false;
    }

    /** One body on its way in. */
    private final class Reception {
        private final RoutingContext exchange;
        private final Visit visit;
        /** As they came: one buffer that grows would hold up to twice as much, and the copies on the way. */
        private final List<Buffer> parts = new ArrayList<>();
        private long timer;
        private boolean done;

        Reception(RoutingContext exchange) {
            this.exchange = exchange;
            this.visit = Visit.of(exchange);
        }

        void begin() {
            timer = exchange.vertx().setTimer(deadline.toMillis(), _ -> refuse(refusals.tooSlow(visit.call().lane())));
            exchange.request().exceptionHandler(this::broken).handler(this::more).endHandler(_ -> end()).resume();
        }

        private void more(Buffer part) {
            if (done)
                return;
            if (visit.bytes() + part.length() > visit.call().largestBody()) {
                finish();
                exchange.fail(TOO_LARGE);
            } else if (!memory.get(visit.call().lane()).take(visit.network(), part.length())) {
                refuse(refusals.overloaded(visit.call().lane(), "memory"));
            } else {
                visit.holds(part.length());
                parts.add(part);
            }
        }

        private void end() {
            if (!done) {
                var body = Buffer.buffer((int) visit.bytes());
                parts.forEach(body::appendBuffer);
                finish();
                give(exchange, body);
            }
        }

        private void refuse(ProblemException problem) {
            if (!done) {
                finish();
                exchange.fail(problem);
            }
        }

        /** Malformed, or the client has left; who left reads no answer. */
        private void broken(Throwable cause) {
            if (!done) {
                finish();
                exchange.fail(BAD_REQUEST, cause);
            }
        }

        private void finish() {
            done = true;
            parts.clear();
            exchange.vertx().cancelTimer(timer);
        }
    }
}
