package com.oraclelumira.sandbox.stripe;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What goes back to the caller.
 *
 * @param saved an Idempotency-Key remembers it
 * @param dropped the connection is cut instead
 */
record Answer(int status, String contentType, byte[] body, boolean saved, boolean dropped) {
    static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json", Json.bytes(body), true, false);
    }

    static Answer html(int status, String body) {
        return new Answer(status, "text/html", body.getBytes(StandardCharsets.UTF_8), false, false);
    }

    static Answer lost() {
        return new Answer(0, "", new byte[0], false, true);
    }

    Answer savedIf(boolean kept) {
        return new Answer(status, contentType, body, kept, dropped);
    }
}
