package com.oraclelumira.api.payments;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;

/**
 * Tells Stripe's deliveries from everybody else's: HMAC-SHA256 over timestamp and raw bytes, not older than 300 s, under
 * any of the configured secrets (several endpoints, or one being rotated). PAY-3, SEC-5
 */
@Singleton
class WebhookSignature {
    private static final long TOLERANCE_SECONDS = 300;
    private static final int LONGEST_HEADER = 4096;

    private final List<String> secrets;
    private final List<Counter> matched;
    private final ObjectMapper json;
    private final Clock clock;

    WebhookSignature(StripeConfig config, ObjectMapper json, MeterRegistry metrics, Clock clock) {
        this.secrets = config.webhookSecrets();
        this.matched = IntStream.rangeClosed(1, secrets.size())
                .mapToObj(n -> metrics.counter("lumira.webhook.verified", "secret", String.valueOf(n))).toList();
        this.json = json;
        this.clock = clock;
    }

    /** The event that Stripe sent; INVALID_SIGNATURE or INVALID_REQUEST_BODY for anything else, however malformed. */
    StripeEvent verified(byte[] body, @Nullable String header) {
        if (!signed(body, header))
            throw new ProblemException(ProblemType.INVALID_SIGNATURE, "La signature Stripe n'est pas valide.");
        try {
            return StripeEvent.read(body, json);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST_BODY, "Ceci n'est pas un événement Stripe.", e);
        }
    }

    boolean signed(byte[] body, @Nullable String header) {
        if (header == null || header.length() > LONGEST_HEADER || body.length == 0)
            return false;
        var payload = new String(body, StandardCharsets.UTF_8);
        for (int n = 0; n < secrets.size(); n++)
            if (signedWith(secrets.get(n), payload, header)) {
                matched.get(n).increment(); // when the old secret's counter stands still, it can be taken away
                return true;
            }
        return false;
    }

    private boolean signedWith(String secret, String payload, String header) {
        try {
            return Webhook.Signature.verifyHeader(payload, header, secret, TOLERANCE_SECONDS, clock);
        } catch (SignatureVerificationException | RuntimeException malformed) {
            // the SDK answers hostile headers with NumberFormat-, ArrayIndexOutOfBounds- and NullPointerExceptions
            return false;
        }
    }
}
