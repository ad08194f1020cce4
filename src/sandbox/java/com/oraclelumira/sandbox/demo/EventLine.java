package com.oraclelumira.sandbox.demo;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import com.oraclelumira.sandbox.stripe.DeliveryLog;

/** An event of Stripe's with its way to the API, as a page shows it. */
record EventLine(String id, String type, String at, String intent, List<Call> calls, String state, boolean done) {

    /** One delivery: the status that the API answered, or why there was none. */
    record Call(String at, String result, boolean ok) {
        static Call of(DeliveryLog.Attempt attempt) {
            return new Call(Show.time(Instant.ofEpochMilli(attempt.at())),
                    attempt.status() == 0 ? attempt.error() : String.valueOf(attempt.status()),
                    attempt.status() >= 200 && attempt.status() < 300);
        }
    }

    /** @param log null: forgotten */
    static EventLine of(JsonNode event, DeliveryLog log) {
        var object = event.path("data").path("object");
        var intent = object.path("object").asText().equals("payment_intent")
                ? object.path("id").asText()
                : object.path("payment_intent").asText("");
        var calls = log == null ? List.<Call>of() : log.attempts().stream().map(Call::of).toList();
        var done = log == null || log.awaiting().isEmpty();
        return new EventLine(event.path("id").asText(), event.path("type").asText(),
                Show.time(Instant.ofEpochSecond(event.path("created").asLong())), intent, calls, state(log, done),
                done || log.dropped());
    }

    private static String state(DeliveryLog log, boolean done) {
        if (log != null && log.dropped()) {
            return done ? "perdu, puis renvoyé" : "perdu en route";
        }
        if (done) {
            return "reçu";
        }
        return log.attempts().isEmpty() ? "en route" : "sera renvoyé";
    }
}
