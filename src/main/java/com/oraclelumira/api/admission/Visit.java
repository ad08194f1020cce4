package com.oraclelumira.api.admission;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

import com.oraclelumira.api.http.ProblemException;

/** One request from its head to the end of its answer, and what it holds meanwhile. */
final class Visit {
    /** Where it stands in its {@link Line}, whose lock guards this. */
    enum Stage {
        OUTSIDE, WAITING, WORKING
    }

    private static final String KEY = Visit.class.getName();

    private final RoutingContext exchange;
    private final Call call;
    private final String network;
    private final Context thread = Vertx.currentContext();
    private final long since = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong bytes = new AtomicLong();
    private Stage stage = Stage.OUTSIDE;

    Visit(RoutingContext exchange, Call call, String network) {
        this.exchange = exchange;
        this.call = call;
        this.network = network;
        exchange.put(KEY, this);
    }

    static Visit of(RoutingContext exchange) {
        return exchange.get(KEY);
    }

    Call call() {
        return call;
    }

    String network() {
        return network;
    }

    long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
    }

    Stage stage() {
        return stage;
    }

    void stage(Stage next) {
        stage = next;
    }

    /** Counts what has been read of its body. */
    void holds(long more) {
        bytes.addAndGet(more);
    }

    long bytes() {
        return bytes.get();
    }

    /** True for the first caller alone: whoever that is gives back what it holds. */
    boolean end() {
        return over.compareAndSet(false, true);
    }

    /** Goes on to its resource, on its own thread; harmless when the client has left. */
    void proceed() {
        thread.runOnContext(_ -> {
            if (!over.get())
                exchange.next();
        });
    }

    void refuse(ProblemException problem) {
        thread.runOnContext(_ -> {
            if (!over.get())
                exchange.fail(problem.type().status(), problem);
        });
    }
}
