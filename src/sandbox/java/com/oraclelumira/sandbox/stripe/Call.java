package com.oraclelumira.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One request to the API. {@code idempotencyKey} is null when there is none. */
record Call(String method, String path, ObjectNode params, String requestId, String idempotencyKey) {
    /** The request that is being answered by this thread; unbound for what happens by itself (a bank's decision). */
    static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

    boolean isPost() {
        return "POST".equals(method);
    }

    /** What must be equal when a key is used again. */
    String fingerprint() {
        return method + " " + path + " " + params;
    }
}
