package com.oraclelumira.sandbox.n8n;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Brings answers to the shop, signed over the time, a nonce and the very bytes. */
public final class Answers {
    private final String secret;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    /** @param secret the shop's {@code N8N_CALLBACK_SECRET} */
    public Answers(String secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** A reading that greets the customer by her name; a revision says that it is one. */
    static ObjectNode reading(Job job) {
        var answer = answer(job).put("success", true);
        var revision = job.body().path("isRevision").asBoolean();
        answer.putObject("generatedContent").put("archetype", "La Passeuse").put("reading",
                """
                    Chère %s,

                    %s

                    Les lignes de votre main disent la patience, et votre visage la clarté. Prenez le temps de la question que vous portez : la réponse est déjà en chemin.
                    """
                        .formatted(job.body().path("client").path("firstName").asText(), revision
                                ? "Voici votre lecture, reprise : " + job.body().path("rejectionReason").asText()
                                : "Voici votre lecture."))
                .put("mandalaSvg", MANDALA).put("ritual", "Trois respirations, une bougie, un silence.")
                .put("soulProfile", "Une âme ancienne qui aime commencer.");
        return answer;
    }

    static ObjectNode error(Job job) {
        return answer(job).put("error", "Le modèle n'a pas répondu");
    }

    private static ObjectNode answer(Job job) {
        return JsonNodeFactory.instance.objectNode().put("orderId", job.orderId())
                .put("orderNumber", job.body().path("orderNumber").asText()).put("jobNumber", job.number());
    }

    /** One delivery, not repeated; the shop's answer. */
    public HttpResponse<String> send(String url, String body) throws IOException, InterruptedException {
        var timestamp = String.valueOf(clock.millis());
        var nonce = UUID.randomUUID().toString();
        return http.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json").header("X-Timestamp", timestamp).header("X-Nonce", nonce)
                .header("X-N8N-Signature", "sha256=" + hmac(timestamp + "." + nonce + "." + body, secret))
                .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** HMAC-SHA256 in hexadecimal digits. */
    public static String hmac(String text, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String MANDALA = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">"
            + "<g fill=\"none\" stroke=\"#5b3fa8\"><circle cx=\"50\" cy=\"50\" r=\"45\"/><circle cx=\"50\" cy=\"50\" r=\"30\"/>"
            + "<path d=\"M50 5 L89 72 H11 Z\"/><path d=\"M50 95 L11 28 H89 Z\"/></g></svg>";
}
