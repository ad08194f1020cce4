package com.oraclelumira.api.desk;

import java.util.Objects;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.PlainText;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;

/** What the generator is to be told (contract E13). Instructions may be empty: that is what the desk sends by itself. */
record ProcessRequest(@Schema(required = true) @Nullable String orderId,
        @Schema(required = true) @Nullable String expertPrompt, @Nullable String expertInstructions) {
    private static final int SHORTEST_PROMPT = 10;
    private static final int LONGEST = 20_000;

    /** Everything present. Problems: VALIDATION_ERROR. */
    ProcessRequest checked() {
        var prompt = PlainText.boundedLines(expertPrompt, LONGEST, "Le prompt");
        if (prompt == null || prompt.length() < SHORTEST_PROMPT)
            throw new ProblemException(ProblemType.VALIDATION_ERROR,
                    "Le prompt de l'expert doit avoir au moins 10 caractères.");
        var instructions = PlainText.boundedLines(expertInstructions, LONGEST, "Le texte des instructions");
        return new ProcessRequest(orderId, prompt, Objects.requireNonNullElse(instructions, ""));
    }
}
