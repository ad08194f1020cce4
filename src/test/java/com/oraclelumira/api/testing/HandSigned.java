package com.oraclelumira.api.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A token as nobody's library would build it: header and claims as they are given, and a signature made by hand. Tests of
 * what is refused start from {@link #customers} or {@link #desks}, which are accepted, and change one thing.
 */
public record HandSigned(Map<String, Object> header, Map<String, Object> claims) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    public static HandSigned with(Map<String, ?> claims) {
        return new HandSigned(Map.of("alg", "HS256", "typ", "JWT"), new LinkedHashMap<>(claims));
    }

    /** A customer's, good for an hour. */
    public static HandSigned customers(String userId, Instant now) {
        return with(Map.of("iss", "oracle-lumira", "aud", "sanctuaire", "groups", List.of("customer"), "upn", userId,
                "userId", userId, "email", "client@example.com", "type", "sanctuaire_access")).lasting(now, 3600);
    }

    /** An expert's with an admin's role as well, good for an hour. */
    public static HandSigned desks(String expertId, Instant now) {
        return with(Map.of("iss", "oracle-lumira", "aud", "desk", "groups", List.of("expert", "admin"), "upn", expertId,
                "expertId", expertId, "email", "expert@example.com", "name", "Maya", "role", "admin"))
                .lasting(now, 3600);
    }

    public HandSigned lasting(Instant from, long seconds) {
        return claiming("iat", from.getEpochSecond()).claiming("exp", from.getEpochSecond() + seconds);
    }

    /** @param value null takes the claim away */
    public HandSigned claiming(String name, Object value) {
        return new HandSigned(header, changed(claims, name, value));
    }

    /** @param value null takes it away */
    public HandSigned headed(String name, Object value) {
        return new HandSigned(changed(header, name, value), claims);
    }

    private static Map<String, Object> changed(Map<String, Object> from, String name, Object value) {
        var changed = new LinkedHashMap<>(from);
        if (value == null)
            changed.remove(name);
        else
            changed.put(name, value);
        return changed;
    }

    public String under(String secret) {
        return under(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    public String under(byte[] key, String algorithm) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return unsigned() + URL.encodeToString(mac.doFinal(content().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With nothing where the signature should be. */
    public String unsigned() {
        return content() + ".";
    }

    private String content() {
        try {
            return URL.encodeToString(JSON.writeValueAsBytes(header)) + "."
                    + URL.encodeToString(JSON.writeValueAsBytes(claims));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
