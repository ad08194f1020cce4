package com.oraclelumira.api.http;

import java.util.Map;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/**
 * Helmet 8's set on every answer of every layer; a resource that serves a page replaces the policy by its own header.
 * Checklist: SEC-7, SEC-9, DNS-4.
 */
final class SecurityHeaders {
    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
            Map.entry("X-Content-Type-Options", "nosniff"), Map.entry("X-Frame-Options", "DENY"),
            Map.entry("Referrer-Policy", "no-referrer"), Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
            Map.entry("Cross-Origin-Resource-Policy", "same-origin"), Map.entry("Origin-Agent-Cluster", "?1"),
            Map.entry("X-DNS-Prefetch-Control", "off"), Map.entry("X-Download-Options", "noopen"),
            Map.entry("X-Permitted-Cross-Domain-Policies", "none"), Map.entry("X-XSS-Protection", "0"),
            // what a page may read depends on its origin, so a shared cache must keep them apart
            Map.entry("Vary", "Origin"));
    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
    /** The API reference: its own files only, no inline script. */
    private static final String DOCS_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    /** Completes an answer just before its head is written; earlier, a resource's own header would be a second one. */
    static void complete(HttpServerRequest request) {
        var headers = request.response().headers();
        ALWAYS.forEach(headers::set);
        putIfAbsent(headers, "Cache-Control", "no-store");
        putIfAbsent(headers, "Content-Security-Policy", isDocs(request.path()) ? DOCS_POLICY : API_POLICY);
    }

    private static boolean isDocs(String path) {
        return path != null && path.startsWith("/docs/");
    }

    private static void putIfAbsent(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
