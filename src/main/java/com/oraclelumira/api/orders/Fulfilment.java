package com.oraclelumira.api.orders;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The reading's side of an order, apart from the money: who took it, what was asked of the generator, what came back and
 * what an expert said of it. Changed only by {@link Fulfilments}, one conditional update each.
 */
public record Fulfilment(FulfilmentStatus status, @Nullable Assignment assignment, @Nullable Production production,
        @Nullable Reading reading, @Nullable Validation validation, int revisions, @Nullable Instant deliveredAt) {

    public static final Fulfilment QUEUED = new Fulfilment(FulfilmentStatus.QUEUED, null, null, null, null, 0, null);

    /** An expert let it go out and nobody has taken it back since. */
    public boolean delivered() {
        return status == FulfilmentStatus.DELIVERED;
    }
}
