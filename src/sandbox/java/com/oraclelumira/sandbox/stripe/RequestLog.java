package com.oraclelumira.sandbox.stripe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The latest requests as they came, for tests that ask what a client really sends. */
final class RequestLog {
    private static final int KEPT = 100;

    private final Deque<Call> calls = new ArrayDeque<>();

    synchronized void add(Call call) {
        if (calls.size() == KEPT)
            calls.removeFirst();
        calls.addLast(call);
    }

    synchronized List<ObjectNode> of(String method, String path) {
        return calls.stream().filter(call -> call.method().equals(method) && call.path().equals(path))
                .map(RequestLog::tree).toList();
    }

    private static ObjectNode tree(Call call) {
        ObjectNode tree = Json.object().put("idempotency_key", call.idempotencyKey());
        tree.set("body", call.params().deepCopy());
        return tree;
    }
}
