package com.oraclelumira.api.ratelimit;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;

import com.oraclelumira.api.http.ClientAddress;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;

/** Counts calls against the limits, for code that knows more than {@link RateLimited} can say. */
@ApplicationScoped // a proxy: filters that use it are made while a native image is built
public class Limits {
    private final Buckets buckets;
    private final ClientAddress client;
    private final MeterRegistry metrics;

    Limits(Buckets buckets, ClientAddress client, MeterRegistry metrics) {
        this.buckets = buckets;
        this.client = client;
        this.metrics = metrics;
    }

    /**
     * Counts one call for this key, for example a normalised e-mail address.
     * Problems: RATE_LIMITED with Retry-After, until the key's window ends.
     */
    public void take(LimitGroup group, String key) {
        count(group, key);
    }

    /** Counts one call of the client that is being answered. Problems: as {@link #take(LimitGroup, String)}. */
    public void take(LimitGroup group) {
        count(group, client.network());
    }

    /**
     * Refuses a client that has used its limit up, and counts nothing: for calls of which only the failures count.
     * Problems: as {@link #take(LimitGroup, String)}.
     */
    public void refuseSpent(LimitGroup group) {
        granted(buckets.look(group, client.network()));
    }

    Quota count(LimitGroup group, String key) {
        return granted(buckets.count(group, key));
    }

    private Quota granted(Quota quota) {
        if (quota.granted()) {
            return quota;
        }
        var group = quota.group();
        metrics.counter("lumira.rate.limited", "group", group.label()).increment();
        throw new ProblemException(ProblemType.RATE_LIMITED, sentence(quota.retryAfter()))
                .withHeader("Retry-After", String.valueOf(quota.retryAfter()))
                .withHeader("RateLimit-Policy", quota.policyHeader())
                .withHeader("RateLimit", quota.stateHeader());
    }

    private static String sentence(long seconds) {
        var isShort = seconds < 60;
        var amount = isShort ? seconds : Math.ceilDiv(seconds, 60);
        return "Trop de requêtes, réessayez dans %d %s%s.".formatted(amount, isShort ? "seconde" : "minute",
                amount > 1 ? "s" : "");
    }
}
