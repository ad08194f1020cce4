package com.oraclelumira.sandbox.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The {@code Stripe-Signature} header: the second it was made, and one HMAC-SHA256 for each active secret. */
final class WebhookSignature {
    private WebhookSignature() {}

    static String header(byte[] body, List<String> secrets, long epochSecond) {
        var header = new StringBuilder("t=").append(epochSecond);
        secrets.forEach(secret -> header.append(",v1=").append(hmac(body, secret, epochSecond)));
        return header.toString();
    }

    private static String hmac(byte[] body, String secret, long epochSecond) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((epochSecond + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
