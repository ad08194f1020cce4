package com.oraclelumira.api.admission;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import com.oraclelumira.api.http.ClientAddress;

/**
 * Lets in what the machine can carry and refuses the rest at once, on the event loop: 503 OVERLOADED when a {@link Lane}
 * is full, 429 RATE_LIMITED when one network has too much under way at a time. Checklist: SEC-8, MON-5.
 */
@Singleton
class Admission {
    private static final int AFTER_CORS = -298;
    // before Quarkus' own check of a body's size, which answers without a body
    private static final int BODIES = -11;
    private static final int LINES = -9;
    private static final long TICK_MILLIS = 250;
    private static final long FORGOTTEN_SECONDS = 120;

    private final Map<Lane, Line> lines = new EnumMap<>(Lane.class);
    private final Map<Lane, Supply> shares = new EnumMap<>(Lane.class);
    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    private final Bodies bodies;
    private final Refusals refusals;
    private final ClientAddress client;

    Admission(Bodies bodies, Refusals refusals, ClientAddress client, MeterRegistry metrics) {
        this.bodies = bodies;
        this.refusals = refusals;
        this.client = client;
        Arrays.stream(Lane.values()).forEach(lane -> {
            var line = new Line(lane);
            lines.put(lane, line);
            shares.put(lane, new Supply(Long.MAX_VALUE, lane.share()));
            metrics.gauge("lumira.admission.working", Tags.of("lane", lane.label()), line, Line::working);
            metrics.gauge("lumira.admission.waiting", Tags.of("lane", lane.label()), line, Line::waiting);
        });
    }

    void register(@Observes Router router, Vertx vertx) {
        router.route().order(AFTER_CORS).handler(this::enter);
        router.route().order(BODIES).handler(bodies::read);
        router.route().order(LINES).handler(this::join);
        vertx.setPeriodic(TICK_MILLIS, _ -> tick());
    }

    private void enter(RoutingContext exchange) {
        var visit = new Visit(exchange, Call.of(exchange.normalizedPath()), client.network(exchange.request()));
        var lane = visit.call().lane();
        if (!shares.get(lane).take(visit.network(), 1)) {
            exchange.fail(refusals.tooManyAtOnce(lane));
            return;
        }
        visits.add(visit);
        exchange.addEndHandler(_ -> end(visit));
        exchange.next();
    }

    private void join(RoutingContext exchange) {
        var visit = Visit.of(exchange);
        switch (lines.get(visit.call().lane()).join(visit, System.nanoTime())) {
            case GO -> exchange.next();
            case FULL -> exchange.fail(refusals.overloaded(visit.call().lane(), "full"));
            case WAIT -> {
                // goes on when its turn has come
            }
        }
    }

    private void end(Visit visit) {
        if (!visit.end())
            return;
        visits.remove(visit);
        var lane = visit.call().lane();
        lines.get(lane).leave(visit).ifPresent(Visit::proceed);
        bodies.forget(visit);
        shares.get(lane).giveBack(visit.network(), 1);
    }

    private void tick() {
        lines.forEach((lane, line) -> line.tired(System.nanoTime())
                .forEach(visit -> visit.refuse(refusals.overloaded(lane, "late"))));
        visits.stream().filter(visit -> visit.seconds() > FORGOTTEN_SECONDS).forEach(this::forget);
        refusals.tell();
    }

    /** Its end was not told to us. Without this, every such call would make the shop smaller for good. */
    private void forget(Visit visit) {
        Log.errorf("admission.forgotten lane=%s", visit.call().lane());
        end(visit);
    }
}
