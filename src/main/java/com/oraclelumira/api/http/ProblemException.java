package com.oraclelumira.api.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one way to refuse a request: becomes an RFC 9457 body through the problem mapper.
 * {@code detail} is a French sentence for the person in front of the screen: no secret, no address, no card in it.
 */
public class ProblemException extends RuntimeException {
    private final ProblemType type;
    private final Map<String, Object> extensions = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    public ProblemException(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    public ProblemException(ProblemType type, String detail, Throwable cause) {
        super(detail, cause);
        this.type = type;
    }

    /** Adds a member to the body, next to the standard ones. */
    public ProblemException with(String member, Object value) {
        extensions.put(member, value);
        return this;
    }

    /** Adds a header to the answer, for example {@code Retry-After}. */
    public ProblemException withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ProblemType type() {
        return type;
    }

    public Map<String, Object> extensions() {
        return Map.copyOf(extensions);
    }

    Map<String, String> headers() {
        return Map.copyOf(headers);
    }
}
