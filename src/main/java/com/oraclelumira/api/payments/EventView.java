package com.oraclelumira.api.payments;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** An event of the inbox for operators: its life, not its content. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventView(String id, String type, long created, String state, String source, int attempts, int deliveries,
        @Nullable String paymentIntentId, @Nullable String lastError, Instant receivedAt, @Nullable Instant nextAt,
        @Nullable Instant doneAt) {

    static EventView of(InboxEvent event) {
        return new EventView(event.id(), event.type(), event.created(), event.state().name(), event.source().name(),
                event.attempts(), event.deliveries(), event.paymentIntentId(), event.lastError(), event.receivedAt(),
                event.nextAt(), event.doneAt());
    }
}
