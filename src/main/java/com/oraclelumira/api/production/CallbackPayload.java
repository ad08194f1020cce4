package com.oraclelumira.api.production;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Reading;

/**
 * n8n's answer in one form. It comes in three (contract §3.6): content with its eight fields or one text, and files; an
 * address of the PDF alone; an error. {@code jobNumber} is what we sent with the job, absent from v1's workflow.
 */
record CallbackPayload(String orderId, @Nullable String orderNumber, @Nullable Integer jobNumber, boolean revision,
        @Nullable String error, Reading reading) {
    private static final int LONGEST_TEXT = 200_000;
    private static final int LONGEST_ADDRESS = 2048;
    private static final int LONGEST_ERROR = 500;

    /** Empty when it is no JSON object; the caller may be anybody still. */
    static Optional<JsonNode> tree(byte[] body, ObjectMapper json) {
        try {
            return Optional.ofNullable(json.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** What v1's workflow signs. */
    static String orderKey(JsonNode tree) {
        return tree.path("orderId").asText() + ":" + tree.path("orderNumber").asText();
    }

    /**
     * Problems: VALIDATION_ERROR.
     *
     * @param ours tells the keys and addresses of our own buckets
     */
    static CallbackPayload of(JsonNode tree, Predicate<String> ours) {
        var failed = !tree.path("error").isMissingNode() && !tree.path("error").isNull()
                || tree.path("success").isBoolean() && !tree.path("success").asBoolean();
        var number = tree.path("jobNumber");
        if (!number.isMissingNode() && !number.isNull() && !number.canConvertToInt())
            throw refused("jobNumber n'est pas un nombre.");
        return new CallbackPayload(tree.path("orderId").asText(), text(tree, "orderNumber"),
                number.isIntegralNumber() ? number.asInt() : null, tree.path("isRevision").asBoolean(),
                failed ? error(tree) : null, failed ? Reading.EMPTY : reading(tree, ours));
    }

    private static String error(JsonNode tree) {
        var error = tree.path("error");
        var message = error.isObject() ? error.path("message").asText() : error.asText();
        var sentence = message.isBlank() ? "L'assistant IA a échoué sans dire pourquoi." : message.strip();
        return sentence.substring(0, Math.min(sentence.length(), LONGEST_ERROR));
    }

    private static Reading reading(JsonNode tree, Predicate<String> ours) {
        var content = tree.path("generatedContent");
        var all = new Reading(text(content, "archetype"), first(text(content, "reading"), texts(content)),
                address(first(text(content, "audioUrl"), file(tree, "audio")), ours),
                address(first(text(content, "pdfUrl"), first(text(tree, "pdfUrl"), file(tree, "pdf"))), ours),
                text(content, "mandalaSvg"), text(content, "ritual"), text(content, "blockagesAnalysis"),
                text(content, "soulProfile"));
        if (all.empty())
            throw refused("La réponse ne contient aucune lecture.");
        return all;
    }

    /** A content that is one text, or has one. */
    private static @Nullable String texts(JsonNode content) {
        return content.isTextual() ? bounded(content.asText()) : text(content, "text");
    }

    private static @Nullable String file(JsonNode tree, String type) {
        for (var file : tree.path("files"))
            if (file.path("type").asText().equals(type))
                return text(file, "url");
        return null;
    }

    private static @Nullable String text(JsonNode tree, String field) {
        return tree.path(field).isTextual() ? bounded(tree.path(field).asText()) : null;
    }

    private static @Nullable String bounded(String text) {
        if (text.length() > LONGEST_TEXT)
            throw refused("Un texte de la réponse dépasse 200 000 caractères.");
        return text.isBlank() ? null : text;
    }

    private static @Nullable String address(@Nullable String text, Predicate<String> ours) {
        if (text == null || ours.test(text) || text.length() <= LONGEST_ADDRESS && isWeb(text))
            return text;
        throw refused("pdfUrl et audioUrl doivent être des adresses http(s) ou des clés d'objets.");
    }

    private static boolean isWeb(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    static ProblemException refused(String sentence) {
        return new ProblemException(ProblemType.VALIDATION_ERROR, sentence);
    }
}
