package com.oraclelumira.api.orders;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The present job of generating the reading. {@code number} counts the jobs of the order, so that an answer to an
 * earlier one is told from an answer to this. {@code instructions} may be empty. {@code rejectionReason} is there when
 * the job is a revision. {@code handedOverAt} is when n8n took it; {@code failure} is why it ended without a reading.
 */
public record Production(int number, String prompt, String instructions, String expertId, String expertName,
        String expertEmail, @Nullable String rejectionReason, @Nullable String notes, Instant requestedAt,
        @Nullable Instant handedOverAt, @Nullable String failure) {

    public boolean isRevision() {
        return rejectionReason != null;
    }
}
