package com.oraclelumira.api.orders;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** An expert's verdict on the present reading; PENDING, with nothing else, while it waits for one. */
public record Validation(Verdict verdict, @Nullable String validatorId, @Nullable String validatorName,
        @Nullable String notes, @Nullable String rejectionReason, @Nullable Instant validatedAt) {

    public static final Validation PENDING = new Validation(Verdict.PENDING, null, null, null, null, null);

    /** The UIs know them in lower case. */
    public enum Verdict {
        PENDING, APPROVED, REJECTED;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
