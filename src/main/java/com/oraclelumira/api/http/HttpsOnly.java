package com.oraclelumira.api.http;

import java.util.Set;

import jakarta.inject.Singleton;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who came to the proxy by plain HTTP goes on by HTTPS: a reader is sent there, a call that carries a token, a cookie or
 * a body is refused, because it must learn that these were readable on the way. A service whose own address is not https
 * (a developer's machine) has nowhere to send anybody. Checklist: SEC-7, DNS-3.
 */
@Singleton
class HttpsOnly {
    /** Stripe counts a redirect as a failed delivery, and the signature protects what it sends. */
    private static final Set<String> WEBHOOKS = Set.of("/api/payments/webhook", "/api/stripe/webhook",
            "/api/products/webhook");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final TrustedProxies proxies;
    private final String publicUrl;

    HttpsOnly(TrustedProxies proxies, @ConfigProperty(name = "lumira.public-url") String publicUrl) {
        this.proxies = proxies;
        this.publicUrl = publicUrl;
    }

    void handle(RoutingContext context) {
        var request = context.request();
        if (!publicUrl.startsWith("https://") || WEBHOOKS.contains(context.normalizedPath())
                || Transport.of(request, proxies) != Transport.CLEAR) {
            context.next();
        } else if (READING.contains(request.method()) && !hasSomethingToHide(request.headers())) {
            context.response().setStatusCode(308).putHeader(HttpHeaders.LOCATION, publicUrl + target(request)).end();
        } else {
            context.fail(403, new ProblemException(ProblemType.HTTPS_REQUIRED,
                    "Cette connexion n'est pas sécurisée : utilisez une adresse qui commence par https://."));
        }
    }

    private static boolean hasSomethingToHide(MultiMap headers) {
        var length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return headers.contains(HttpHeaders.AUTHORIZATION) || headers.contains(HttpHeaders.COOKIE)
                || headers.contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
    }

    /** Never with a host from the request, not even from the absolute form of its target: nobody is led elsewhere. */
    private static String target(HttpServerRequest request) {
        return request.query() == null ? request.path() : request.path() + "?" + request.query();
    }
}
