package com.oraclelumira.sandbox.stripe;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import com.oraclelumira.sandbox.stripe.IdempotencyKeys.Outcome;

/** What every call under {@code /v1} passes through: faults, Idempotency-Key, the operation itself, expansion. */
final class Api {
    private static final String PROXY_PAGE = "<html><head><title>502 Bad Gateway</title></head>"
            + "<body><center><h1>502 Bad Gateway</h1></center></body></html>";
    private final SandboxState state;
    private final Router router;
    private final IdempotencyKeys keys;
    private final Faults faults;
    private final RequestLog requests = new RequestLog();

    Api(SandboxState state, Router router, IdempotencyKeys keys, Faults faults) {
        this.state = state;
        this.router = router;
        this.keys = keys;
        this.faults = faults;
    }

    RequestLog requests() {
        return requests;
    }

    Outcome answer(Call call) {
        requests.add(call);
        Optional<Fault> fault = faults.take(call);
        Optional<Answer> refused = fault.flatMap(Api::beforeAnything);
        if (refused.isPresent()) {
            return new Outcome(refused.get(), call.requestId());
        }
        Outcome outcome = keyed(call, fault);
        boolean lost = fault.filter(f -> f.type() == Fault.Type.RESET_AFTER).isPresent();
        return lost ? new Outcome(Answer.lost(), call.requestId()) : outcome;
    }

    private static Optional<Answer> beforeAnything(Fault fault) {
        return Optional.ofNullable(switch (fault.type()) {
            case RESET_BEFORE -> Answer.lost();
            case BAD_GATEWAY -> Answer.html(502, PROXY_PAGE);
            case TOO_MANY_REQUESTS -> new StripeError(429, "invalid_request_error",
                    "Too many requests in a period of time.", false).with("code", "rate_limit").answer();
            default -> null;
        });
    }

    private Outcome keyed(Call call, Optional<Fault> fault) {
        try {
            if (call.isPost() && call.idempotencyKey() != null) {
                return keys.answer(call, () -> execute(call, fault));
            }
            return new Outcome(execute(call, fault), call.requestId());
        } catch (StripeError refusal) {
            return new Outcome(refusal.answer(), call.requestId());
        }
    }

    private Answer execute(Call call, Optional<Fault> fault) {
        fault.filter(f -> f.type() == Fault.Type.DELAY).ifPresent(f -> sleep(f.delayMillis()));
        if (fault.filter(f -> f.type() == Fault.Type.SERVER_ERROR).isPresent()) {
            return new StripeError(500, "api_error", "An error occurred on our side.", true).answer();
        }
        try {
            return Answer.json(200, ScopedValue.where(Call.CURRENT, call).call(() -> state.locked(() -> run(call))));
        } catch (StripeError refusal) {
            return refusal.answer();
        }
    }

    private ObjectNode run(Call call) {
        var expansion = new Expansion(state);
        return expansion.expand(router.route(call), new Params(call.params()).list("expand"));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
