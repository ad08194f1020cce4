package com.oraclelumira.api.testing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A token as v1 signed it (contract §2.1): its claims and nothing else.
 */
public record FormerToken(Map<String, Object> claims) {
    public static FormerToken expert(String id) {
        return new FormerToken(Map.of("expertId", id, "email", "expert@example.com", "name", "Maya"));
    }

    public static FormerToken customer(String id) {
        return new FormerToken(Map.of("userId", id, "email", "paid@example.com", "type", "sanctuaire_access"));
    }

    /** With one more claim, or another value. */
    public FormerToken with(String claim, Object value) {
        var more = new HashMap<>(claims);
        more.put(claim, value);
        return new FormerToken(more);
    }

    /** @param seconds until it ends; negative when it has ended */
    public String signed(String secret, long seconds) {
        return HandSigned.with(claims).lasting(Instant.now(), seconds).under(secret);
    }
}
