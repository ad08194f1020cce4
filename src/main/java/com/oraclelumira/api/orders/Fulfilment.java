package com.oraclelumira.api.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The reading's side of an order, apart from the money: who took it, what was asked of the generator, what came back and
 * what an expert said of it. Changed only by {@link Fulfilments}, one conditional update each. {@code reading} is what
 * the desk works on; {@code published} is there only while an expert has taken a delivered order back: what the customer
 * goes on reading meanwhile. {@code deliveredAt} is when the latest reading went out.
 * {@code files} are the keys of all objects of ours that the generator ever brought, those of refused and replaced
 * readings too: they end with the order's personal data.
 */
public record Fulfilment(FulfilmentStatus status, @Nullable Assignment assignment, @Nullable Production production,
        @Nullable Reading reading, @Nullable Validation validation, int revisions, @Nullable Instant deliveredAt,
        @Nullable Reading published, List<String> files) {

    public Fulfilment {
        files = files == null ? List.of() : List.copyOf(files);
    }

    public static final Fulfilment QUEUED = new Fulfilment(FulfilmentStatus.QUEUED, null, null, null, null, 0, null,
            null, List.of());

    /** An expert let a reading go out; a new one may be in the making, and this one is read until it is approved. */
    public boolean delivered() {
        return status == FulfilmentStatus.DELIVERED || published != null;
    }

    /** What the customer may read, as far as her payment lets her ({@code order.accessGranted()}). */
    public Optional<Reading> readable() {
        return Optional.ofNullable(status == FulfilmentStatus.DELIVERED ? reading : published);
    }

    /** Another one whenever the generator brought something: job and answer, such as {@code 2.1}. */
    public String readingVersion() {
        var answers = production == null ? null : production.answers();
        return "%d.%d".formatted(production == null ? 0 : production.number(), answers == null ? 0 : answers);
    }

    /** Whether the reading that the desk has before it can be sent to anybody. */
    public boolean presentable() {
        return reading != null && reading.presentable();
    }
}
