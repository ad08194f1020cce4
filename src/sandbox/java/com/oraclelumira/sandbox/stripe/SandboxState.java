package com.oraclelumira.sandbox.stripe;

import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** All that the sandbox remembers of the account, behind one lock: no operation takes more than microseconds. */
final class SandboxState {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Kind, Shelf> shelves = new EnumMap<>(Kind.class);
    private final Map<String, DeliveryLog> deliveries = new LinkedHashMap<>();
    private final Clock clock;
    private final int keep;
    private long logged;

    SandboxState(Clock clock, int keep) {
        this.clock = clock;
        this.keep = keep;
        for (Kind kind : Kind.values()) {
            shelves.put(kind, new Shelf(keep));
        }
    }

    /** Runs the operation alone; may be nested. */
    <T> T locked(Supplier<T> operation) {
        lock.lock();
        try {
            return operation.get();
        } finally {
            lock.unlock();
        }
    }

    void run(Runnable operation) {
        locked(() -> {
            operation.run();
            return null;
        });
    }

    Shelf shelf(Kind kind) {
        return shelves.get(kind);
    }

    /** @throws StripeError 404 */
    ObjectNode get(Kind kind, String id) {
        return shelf(kind).find(id).orElseThrow(() -> StripeError.missing(kind, id));
    }

    /** A new object with the fields that all of Stripe's have: id, object, created, livemode. */
    ObjectNode fresh(Kind kind) {
        return Json.object().put("id", Ids.next(kind.prefix)).put("object", kind.object).put("created", now())
                .put("livemode", false);
    }

    /** Epoch seconds. */
    long now() {
        return clock.instant().getEpochSecond();
    }

    DeliveryLog deliveryLog(String event) {
        return deliveries.get(event);
    }

    void deliveryLog(String event, DeliveryLog log) {
        logged++;
        deliveries.put(event, log);
        if (deliveries.size() > keep) {
            deliveries.remove(deliveries.keySet().iterator().next());
        }
    }

    Map<String, DeliveryLog> deliveryLogs() {
        return new LinkedHashMap<>(deliveries);
    }

    void restore(Map<Kind, List<ObjectNode>> objects, Map<String, DeliveryLog> logs) {
        objects.forEach((kind, saved) -> saved.forEach(shelf(kind)::put));
        deliveries.putAll(logs);
    }

    /** Grows with each change, so that the state is saved only when there is something to save. */
    long version() {
        return locked(() -> logged + shelves.values().stream().mapToLong(Shelf::version).sum());
    }
}
