package com.oraclelumira.api.support;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A ticket as the desk, and its owner's export, show it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketView(@JsonProperty("_id") String id, @Nullable String number, String email,
        @Nullable String clientId, @Nullable String name, String subject, String message,
        @Nullable String orderNumber, String status, List<AnswerView> answers, Instant createdAt, Instant updatedAt) {

    public record AnswerView(Instant at, String by, String text) {}

    public static TicketView of(Ticket ticket) {
        return new TicketView(ticket.id().toHexString(), ticket.number(), ticket.email(),
                ticket.userId() == null ? null : ticket.userId().toHexString(), ticket.name(), ticket.subject(),
                ticket.message(), ticket.orderNumber(), ticket.status().id(), ticket.answers().stream()
                        .map(answer -> new AnswerView(answer.at(), answer.by(), answer.text())).toList(),
                ticket.createdAt(), ticket.updatedAt());
    }
}
