package com.oraclelumira.api.orders;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The present job of generating the reading. {@code number} counts the jobs of the order, so that an answer to an
 * earlier one is told from an answer to this. {@code instructions} may be empty. {@code rejectionReason} is there when
 * the job is a revision. {@code handedOverAt} is when n8n took it; {@code failure} is why it ended without a reading.
 * {@code answers} counts what was merged into the reading for this job; absent: nothing yet.
 */
public record Production(int number, String prompt, String instructions, String expertId, String expertName,
        String expertEmail, @Nullable String rejectionReason, @Nullable String notes, Instant requestedAt,
        @Nullable Instant handedOverAt, @Nullable String failure, @Nullable Integer answers) {

    /** Asks for a reading, or asks again after a failure; {@code instructions} may be empty. */
    public static Production first(Order order, String prompt, String instructions, Asker asker) {
        return new Production(numberAfter(order), prompt, instructions, asker.id(), asker.name(), asker.email(), null,
                null, asker.at(), null, null, null);
    }

    /** Asks for a better one, for that reason, on the terms of the job before. */
    public static Production revision(Order order, String reason, @Nullable String notes, Asker asker) {
        var before = order.fulfilment().production();
        return new Production(numberAfter(order), before == null ? "" : before.prompt(),
                before == null ? "" : before.instructions(), asker.id(), asker.name(), asker.email(), reason, notes,
                asker.at(), null, null, null);
    }

    private static int numberAfter(Order order) {
        var before = order.fulfilment().production();
        return before == null ? 1 : before.number() + 1;
    }

    /** The expert who asks, and when. */
    public record Asker(String id, String name, String email, Instant at) {}

    public boolean isRevision() {
        return rejectionReason != null;
    }
}
