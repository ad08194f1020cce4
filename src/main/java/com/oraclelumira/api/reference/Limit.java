package com.oraclelumira.api.reference;

import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.ratelimit.RefusalsLimited;
import com.oraclelumira.api.ratelimit.Unlimited;

/** How often an operation may be called. */
record Limit(String sentence, boolean refuses) {

    static Limit of(Endpoint endpoint) {
        var calls = endpoint.annotation(RateLimited.class).map(found -> figures(found.value().asEnum(), "calls"));
        var refusals = endpoint.annotation(RefusalsLimited.class)
                .map(found -> figures(found.value().asEnum(), "refused calls"));
        var none = endpoint.annotation(Unlimited.class).map(found -> "none: " + found.value().asString());
        var sentence = calls.or(() -> none).orElse("?") + refusals.map(text -> "; " + text).orElse("");
        return new Limit(sentence, calls.isPresent() || refusals.isPresent());
    }

    private static String figures(String name, String counted) {
        var group = LimitGroup.valueOf(name);
        return "%d %s / %d min per address".formatted(group.capacity(), counted, group.window().toMinutes());
    }
}
