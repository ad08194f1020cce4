package com.oraclelumira.api.http;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.MDC;

/** The name of one request in its answer, in every log line it causes and in what a customer tells the support. */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";
    static final String MDC_KEY = "requestId";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int RANDOM_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestId() {}

    /** The id of the request that this thread works for; {@code null} outside a request. */
    public static String current() {
        return (String) MDC.get(MDC_KEY);
    }

    /** The caller's own id when it is harmless, otherwise a new one that nobody can guess (96 random bits). */
    static String choose(String proposed) {
        return proposed != null && ACCEPTED.matcher(proposed).matches() ? proposed : random();
    }

    /** The id that the answer to this request carries. */
    static String of(HttpServerRequest request) {
        return request.response().headers().get(HEADER);
    }

    static String random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
