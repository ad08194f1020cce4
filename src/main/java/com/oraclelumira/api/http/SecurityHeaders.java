package com.oraclelumira.api.http;

import java.util.Map;

import jakarta.inject.Singleton;

import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Helmet 8's set on every answer of every layer; a resource that serves a page replaces the policy by its own header
 * ({@link PagePolicy}). docs/runbook/security.md says why each is as it is. Checklist: SEC-7, SEC-9, DNS-4.
 */
@Singleton
class SecurityHeaders {
    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("X-Content-Type-Options", "nosniff"), Map.entry("X-Frame-Options", "DENY"),
            Map.entry("Referrer-Policy", "no-referrer"), Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
            // asked of requests without CORS only: the frontends' own calls pass, an <img> or <script> elsewhere does not
            Map.entry("Cross-Origin-Resource-Policy", "same-origin"), Map.entry("Origin-Agent-Cluster", "?1"),
            Map.entry("X-DNS-Prefetch-Control", "off"), Map.entry("X-Download-Options", "noopen"),
            Map.entry("X-Permitted-Cross-Domain-Policies", "none"), Map.entry("X-XSS-Protection", "0"));
    private static final String VARY = "Vary";
    /** What a page may read depends on its origin, so a shared cache must keep them apart. */
    private static final String ORIGIN = "Origin";
    private static final String TRANSPORT = "Strict-Transport-Security";
    private static final String CACHING = "Cache-Control";
    private static final String NOT_KEPT = "no-store";
    private static final String POLICY = PagePolicy.HEADER;
    private static final String API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";
    /** The API reference: its own files only, no inline script. */
    private static final String DOCS_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String ONE_YEAR = "max-age=31536000; includeSubDomains";

    private final TrustedProxies proxies;
    private final String transportSecurity;

    SecurityHeaders(TrustedProxies proxies, @ConfigProperty(name = "lumira.hsts-preload") boolean preload) {
        this.proxies = proxies;
        this.transportSecurity = preload ? ONE_YEAR + "; preload" : ONE_YEAR;
    }

    /** Completes an answer just before its head is written; earlier, a resource's own header would be a second one. */
    void complete(RoutingContext context) {
        var headers = context.response().headers();
        ALWAYS.forEach(headers::set);
        var languages = headers.contains(VARY, "Accept-Language", true);
        headers.set(VARY, languages ? "Accept-Language, " + ORIGIN : ORIGIN);
        putIfAbsent(headers, POLICY, context.normalizedPath().startsWith("/docs/") ? DOCS_POLICY : API_POLICY);
        // a 304 says nothing new, so that what was said with the file itself holds on
        if (context.response().getStatusCode() != 304) {
            putIfAbsent(headers, CACHING, NOT_KEPT);
        }
        if (Transport.of(context.request(), proxies) == Transport.SECURE) {
            headers.set(TRANSPORT, transportSecurity);
        }
    }

    /** Completes an answer to a request that nobody could read, so that who sent it is all that is known. */
    void complete(HttpHeaders headers, boolean byProxy) {
        ALWAYS.forEach(headers::set);
        headers.set(VARY, ORIGIN).set(POLICY, API_POLICY).set(CACHING, NOT_KEPT);
        if (byProxy) {
            headers.set(TRANSPORT, transportSecurity);
        }
    }

    private static void putIfAbsent(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
