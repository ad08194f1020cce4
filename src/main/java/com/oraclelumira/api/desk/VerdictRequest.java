package com.oraclelumira.api.desk;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.PlainText;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;

/** What an expert says of a reading (contract E14). {@code readingVersion} is the one she read, as she got it with the order. */
record VerdictRequest(@Schema(required = true) @Nullable String orderId,
        @Schema(required = true) @Nullable String action, @Nullable String validationNotes,
        @Nullable String rejectionReason, @Nullable String readingVersion) {
    private static final int LONGEST = 5_000;

    boolean approves() {
        return "approve".equals(action);
    }

    /** Clean, and complete for its action. Problems: VALIDATION_ERROR. */
    VerdictRequest checked() {
        if (orderId == null || !approves() && !"reject".equals(action))
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Paramètres invalides").with("details",
                    "orderId et action (approve/reject) sont requis");
        var notes = PlainText.boundedLines(validationNotes, LONGEST, "Le texte des notes");
        var reason = PlainText.boundedLines(rejectionReason, LONGEST, "Le motif du rejet");
        if (!approves() && (reason == null || reason.isEmpty()))
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Indiquez pourquoi la lecture est rejetée.");
        return new VerdictRequest(orderId, action, notes, reason, readingVersion);
    }
}
