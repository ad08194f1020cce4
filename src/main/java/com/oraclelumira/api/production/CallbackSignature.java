package com.oraclelumira.api.production;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Singleton;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;

/**
 * Tells n8n's answers from everybody else's (contract §3.6): HMAC-SHA256 over {@code <ms>.<nonce>.<raw body>}, hex or
 * base64, with or without {@code sha256=}, not older than five minutes. With N8N_CALLBACK_ACCEPT_V1 also v1's forms,
 * which bind neither time nor content.
 */
@Singleton
class CallbackSignature {
    private static final int LONGEST = 200;
    private static final int MAC_BYTES = 32;

    private final N8nConfig config;
    private final Clock clock;

    CallbackSignature(N8nConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Returns when n8n sent exactly this. Problems: SERVICE_UNAVAILABLE without a secret, UNAUTHENTICATED,
     * VALIDATION_ERROR for headers that are missing, malformed or too old.
     *
     * @param orderKey {@code <orderId>:<orderNumber>} of the body, which v1's workflow signed
     */
    void require(byte[] body, CallbackHeaders headers, String orderKey) {
        var secret = config.callbackSecret().orElseThrow(() -> new ProblemException(ProblemType.SERVICE_UNAVAILABLE,
                "N8N_CALLBACK_SECRET n'est pas configuré."));
        if (headers.signature() == null)
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "Signature manquante");
        if (!headers.bound() && !config.callbackAcceptV1())
            throw invalid("Les en-têtes X-Timestamp et X-Nonce sont requis.");
        var given = mac(headers.signature());
        if (given.isEmpty() || !signed(given.get(), body, headers, orderKey, secret))
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "Signature invalide");
        if (headers.bound())
            requireFresh(headers);
    }

    private boolean signed(byte[] given, byte[] body, CallbackHeaders headers, String orderKey, String secret) {
        var key = orderKey.getBytes(StandardCharsets.UTF_8);
        var bound = (headers.timestamp() + "." + headers.nonce() + ".").getBytes(StandardCharsets.UTF_8);
        if (headers.bound() && same(given, secret, bound, body))
            return true;
        return config.callbackAcceptV1() && (same(given, secret, body) || same(given, secret, key)
                || headers.bound() && same(given, secret, bound, key));
    }

    private void requireFresh(CallbackHeaders headers) {
        if (headers.nonce().isBlank() || headers.nonce().length() > LONGEST
                || !headers.timestamp().matches("[0-9]{1,15}"))
            throw invalid("L'en-tête X-Timestamp ou X-Nonce n'est pas valide.");
        var sent = Instant.ofEpochMilli(Long.parseLong(headers.timestamp()));
        if (Duration.between(sent, clock.instant()).abs().compareTo(config.callbackSkew()) > 0)
            throw invalid("Réponse périmée : comparez les horloges.");
    }

    private static ProblemException invalid(String sentence) {
        return new ProblemException(ProblemType.VALIDATION_ERROR, sentence);
    }

    private static Optional<byte[]> mac(String signature) {
        var text = signature.startsWith("sha256=") ? signature.substring("sha256=".length()) : signature;
        try {
            var bytes = text.length() == 2 * MAC_BYTES
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text.length() > LONGEST ? "" : text);
            return Optional.of(bytes).filter(found -> found.length == MAC_BYTES);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean same(byte[] given, String secret, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            for (var part : parts)
                mac.update(part);
            return MessageDigest.isEqual(given, mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
