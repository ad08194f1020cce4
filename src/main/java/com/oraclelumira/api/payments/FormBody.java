package com.oraclelumira.api.payments;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A form-encoded request to Stripe and the idempotency key under which it may be repeated. */
final class FormBody {
    private final String idempotencyKey;
    private final StringBuilder encoded = new StringBuilder();

    FormBody(String idempotencyKey) {
        this.idempotencyKey = idempotencyKey;
    }

    FormBody with(String name, Object value) {
        if (!encoded.isEmpty())
            encoded.append('&');
        encoded.append(encode(name)).append('=').append(encode(value.toString()));
        return this;
    }

    String idempotencyKey() {
        return idempotencyKey;
    }

    String encoded() {
        return encoded.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
