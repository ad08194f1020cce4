package com.oraclelumira.sandbox.demo;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** The calls of the customer app, as it makes them (frontend contract M1 to M6 and M9), for the visitor of the page. */
final class ShopApi {
    private final JsonHttp http;

    ShopApi(URI base) {
        http = new JsonHttp(base);
    }

    Answer products(Visit visit) {
        return http.get("/api/products", from(visit.address()));
    }

    Answer checkout(Visit visit) {
        return http.post("/api/products/create-payment-intent", Map.of("productId", visit.field("product"),
                "customerEmail", visit.field("email"), "customerName", visit.field("name"), "customerPhone",
                visit.field("phone").replaceAll("\\D", ""), "metadata",
                Map.of("source", "spa-checkout", "timestamp", Instant.now().toString())), from(visit.address()));
    }

    Answer order(Visit visit, String handle) {
        return http.get("/api/orders/" + encoded(handle), from(visit.address()));
    }

    Answer purchase(Visit visit, String handle) {
        return http.get("/api/products/orders/" + encoded(handle), from(visit.address()));
    }

    /** @param address the visitor's, or another one to see how strangers are answered */
    Answer signIn(String email, String address) {
        return http.post("/api/users/auth/sanctuaire-v2", Map.of("email", email), from(address));
    }

    Answer profile(String token, String address) {
        return http.get("/api/users/profile", signedIn(token, address));
    }

    Answer entitlements(String token, String address) {
        return http.get("/api/users/entitlements", signedIn(token, address));
    }

    private static Map<String, String> from(String address) {
        return Map.of("X-Forwarded-For", address);
    }

    private static Map<String, String> signedIn(String token, String address) {
        return Map.of("X-Forwarded-For", address, "Authorization", "Bearer " + token);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
