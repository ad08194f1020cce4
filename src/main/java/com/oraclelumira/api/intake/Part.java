package com.oraclelumira.api.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.PlainText;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;

/** One part of a submitted form: its fields as clean text, null where she left them empty. */
record Part(JsonNode fields) {

    /** Problems: VALIDATION_ERROR when it is neither an object nor one in a string. */
    static Part of(@Nullable JsonNode node, ObjectMapper json) {
        if (node == null || node.isNull() || node.isTextual() && node.textValue().isBlank())
            return new Part(MissingNode.getInstance());
        var fields = node.isTextual() ? parsed(node.textValue(), json) : node;
        if (!fields.isObject())
            throw malformed(null);
        return new Part(fields);
    }

    private static JsonNode parsed(String text, ObjectMapper json) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
    }

    @Nullable
    String line(String field, int longest, String what) {
        return blankToNull(PlainText.bounded(text(field), longest, what));
    }

    @Nullable
    String lines(String field, int longest, String what) {
        return blankToNull(PlainText.boundedLines(text(field), longest, what));
    }

    private @Nullable String text(String field) {
        var value = fields.path(field);
        if (value.isMissingNode() || value.isNull())
            return null;
        if (value.isContainerNode())
            throw malformed(null);
        return value.asText();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static ProblemException malformed(@Nullable Exception cause) {
        return new ProblemException(ProblemType.VALIDATION_ERROR, "Le formulaire envoyé est illisible.", cause);
    }
}
