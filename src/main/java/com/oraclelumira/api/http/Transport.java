package com.oraclelumira.api.http;

import java.util.Locale;

import io.vertx.core.http.HttpServerRequest;

/** How the client's request travelled to us, as far as somebody trustworthy says. Checklist: SEC-7. */
enum Transport {
    SECURE,
    CLEAR,
    /** No proxy of ours spoke, or none that knows: calls from inside, and those of a developer's machine. */
    UNTOLD;

    /**
     * X-Forwarded-Proto counts from a trusted proxy only, and "http" only while nobody of ours stands between that proxy
     * and the client: further in, it is the word of a proxy about the way inside (nginx behind Traefik writes its own).
     * Traefik says "ws" of whatever asks for a WebSocket.
     */
    static Transport of(HttpServerRequest request, TrustedProxies proxies) {
        if (request.isSSL()) {
            return SECURE;
        }
        var protocols = request.headers().getAll("X-Forwarded-Proto");
        if (protocols.isEmpty() || !proxies.isPeerOf(request)) {
            return UNTOLD;
        }
        return switch (protocols.getLast().strip().toLowerCase(Locale.ROOT)) {
            case "https", "wss" -> SECURE;
            case "http", "ws" -> cameThroughAnother(request, proxies) ? UNTOLD : CLEAR;
            default -> UNTOLD;
        };
    }

    private static boolean cameThroughAnother(HttpServerRequest request, TrustedProxies proxies) {
        var hops = ClientAddress.hops(request.headers().getAll(ClientAddress.FORWARDED_FOR));
        return !hops.isEmpty() && ClientAddress.parse(hops.getLast()).filter(proxies::contains).isPresent();
    }
}
