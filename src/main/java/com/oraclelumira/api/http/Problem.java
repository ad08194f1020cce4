package com.oraclelumira.api.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One refusal as the caller reads it: the members of RFC 9457 and the two that v1's frontends look for. */
record Problem(ProblemType type, String detail, Origin origin, Instant at, Map<String, Object> extensions) {
    static final String MEDIA_TYPE = "application/problem+json";

    /** Which request was refused: its path without the query (which may hold personal data) and its request id. */
    record Origin(String path, String requestId) {}

    /** The body, in the order in which a person reads it. An extension never replaces a standard member. */
    Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", type.uri());
        members.put("title", type.title());
        members.put("status", type.status());
        members.put("detail", detail);
        members.put("instance", origin.path());
        members.put("requestId", origin.requestId());
        members.put("code", type.name());
        members.put("error", detail); // the desk reads this one only
        members.put("message", detail); // the main app prefers this one
        members.put("timestamp", Timestamps.of(at));
        extensions.forEach(members::putIfAbsent);
        return members;
    }
}
