package com.oraclelumira.sandbox.stripe;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What Stripe does with an Idempotency-Key: the first answer is saved and replayed for 24 hours, other parameters
 * under the same key are refused, and so is a second request while the first one runs.
 */
final class IdempotencyKeys {
    static final Duration KEPT = Duration.ofHours(24);

    /** {@code answer} is null while the first request is running. */
    record Saved(String fingerprint, String requestId, long at, Answer answer) {
        boolean running() {
            return answer == null;
        }
    }

    /** {@code originalRequest} is the request that produced the answer; another than the present one means a replay. */
    record Outcome(Answer answer, String originalRequest) {}

    private final Map<String, Saved> keys = new LinkedHashMap<>();
    private final Clock clock;
    private final int keep;
    private long version;

    IdempotencyKeys(Clock clock, int keep) {
        this.clock = clock;
        this.keep = keep;
    }

    Outcome answer(Call call, Supplier<Answer> execution) {
        Saved earlier = begin(call);
        if (earlier != null) {
            return new Outcome(earlier.answer(), earlier.requestId());
        }
        Answer answer = null;
        try {
            answer = execution.get();
            return new Outcome(answer, call.requestId());
        } finally {
            end(call, answer);
        }
    }

    private synchronized Saved begin(Call call) {
        prune();
        Saved earlier = keys.get(call.idempotencyKey());
        if (earlier == null) {
            keys.put(call.idempotencyKey(),
                    new Saved(call.fingerprint(), call.requestId(), clock.instant().getEpochSecond(), null));
            return null;
        }
        if (earlier.running()) {
            throw new StripeError(409, "invalid_request_error",
                    "Another request with this idempotency key is still running. Try again later.", false)
                    .with("code", "idempotency_key_in_use");
        }
        if (!earlier.fingerprint().equals(call.fingerprint())) {
            throw new StripeError(400, "idempotency_error",
                    "This idempotency key was first used with other parameters or on another path.", false);
        }
        return earlier;
    }

    private synchronized void end(Call call, Answer answer) {
        Saved running = keys.remove(call.idempotencyKey());
        if (answer != null && answer.saved()) {
            version++;
            keys.put(call.idempotencyKey(),
                    new Saved(running.fingerprint(), running.requestId(), running.at(), answer));
        }
    }

    private void prune() {
        long oldest = clock.instant().minus(KEPT).getEpochSecond();
        var saved = keys.values().iterator();
        while (saved.hasNext()) {
            Saved next = saved.next();
            if (!next.running() && next.at() > oldest && keys.size() <= keep) {
                return;
            }
            if (!next.running()) {
                saved.remove();
            }
        }
    }

    synchronized Map<String, Saved> snapshot() {
        var snapshot = new LinkedHashMap<>(keys);
        snapshot.values().removeIf(Saved::running);
        return snapshot;
    }

    synchronized long version() {
        return version;
    }

    synchronized void restore(Map<String, Saved> saved) {
        keys.putAll(saved);
    }
}
