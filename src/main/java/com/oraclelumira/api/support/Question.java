package com.oraclelumira.api.support;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.PlainText;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.support.SupportResource.TicketRequest;

/** What somebody wants to know, in the bounds in which we keep it. */
record Question(String subject, String message, @Nullable String name, @Nullable String orderNumber) {
    private static final int SUBJECT = 120;
    private static final int MESSAGE = 5_000;
    private static final int NAME = 100;
    private static final int ORDER_NUMBER = 30;

    /** Problems: VALIDATION_ERROR. */
    static Question of(@Nullable TicketRequest request) {
        if (request == null)
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Indiquez un objet et un message.");
        return new Question(
                required(PlainText.bounded(request.subject(), SUBJECT, "L'objet"),
                        "Indiquez l'objet de votre demande."),
                required(PlainText.boundedLines(request.message(), MESSAGE, "Le message"), "Écrivez votre message."),
                given(PlainText.bounded(request.name(), NAME, "Le nom")),
                given(PlainText.bounded(request.orderNumber(), ORDER_NUMBER, "Le numéro de commande")));
    }

    static String required(@Nullable String text, String sentence) {
        return Optional.ofNullable(given(text))
                .orElseThrow(() -> new ProblemException(ProblemType.VALIDATION_ERROR, sentence));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
