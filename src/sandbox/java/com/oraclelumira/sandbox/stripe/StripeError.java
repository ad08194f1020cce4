package com.oraclelumira.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A refusal in Stripe's shape. {@code saved} says whether an Idempotency-Key remembers it: Stripe saves what an
 * endpoint answered once it had begun to run, and forgets what stopped before that (validation, 401, 409, 429).
 */
final class StripeError extends RuntimeException {
    private final int status;
    private final boolean saved;
    private final ObjectNode error = Json.object();

    StripeError(int status, String type, String message, boolean saved) {
        super(message, null, false, false);
        this.status = status;
        this.saved = saved;
        error.put("type", type).put("message", message);
    }

    /** 400: the request itself is wrong, nothing was begun. */
    static StripeError invalid(String code, String param, String message) {
        return new StripeError(400, "invalid_request_error", message, false).with("code", code).with("param", param);
    }

    /** 404: the object named in the path does not exist. */
    static StripeError missing(Kind kind, String id) {
        String param = kind == Kind.PAYMENT_INTENT ? "intent" : "id";
        return new StripeError(404, "invalid_request_error", "No such " + kind.object + ": '" + id + "'", true)
                .with("code", "resource_missing").with("param", param);
    }

    /** 400: the object named by a parameter does not exist. */
    static StripeError missingParam(String object, String param, String id) {
        return invalid("resource_missing", param, "No such " + object + ": '" + id + "'");
    }

    /** 400: the object is not in a state that allows the request. */
    static StripeError state(String code, String message) {
        return new StripeError(400, "invalid_request_error", message, true).with("code", code);
    }

    /** 401: no key, or one that this sandbox does not know. */
    static StripeError unauthorized(String message) {
        return new StripeError(401, "invalid_request_error", message, false);
    }

    StripeError with(String name, String value) {
        if (value != null) {
            error.put(name, value);
        }
        return this;
    }

    StripeError with(String name, ObjectNode value) {
        error.set(name, value);
        return this;
    }

    Answer answer() {
        ObjectNode body = Json.object();
        body.set("error", error);
        return Answer.json(status, body).savedIf(saved);
    }
}
