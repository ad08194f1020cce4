package com.oraclelumira.sandbox.stripe;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of one event.
 *
 * @param awaiting ids of the endpoints that have not answered 2xx yet
 * @param attempts each call made, oldest first
 * @param dropped never sent, by the {@code drop} knob
 */
public record DeliveryLog(List<String> awaiting, List<Attempt> attempts, boolean dropped) {
    /** One call of one endpoint. {@code status} is 0 if none came, {@code at} is in epoch milliseconds. */
    public record Attempt(String endpoint, long at, int status, String error) {
        boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    public DeliveryLog {
        awaiting = List.copyOf(awaiting);
        attempts = List.copyOf(attempts);
    }

    boolean delivered() {
        return awaiting.isEmpty();
    }

    DeliveryLog with(Attempt attempt) {
        var calls = new ArrayList<>(attempts);
        calls.add(attempt);
        var left = new ArrayList<>(awaiting);
        if (attempt.succeeded()) {
            left.remove(attempt.endpoint());
        }
        return new DeliveryLog(left, calls, dropped);
    }
}
