package com.oraclelumira.api.ratelimit;

import java.util.function.Function;

import jakarta.inject.Singleton;

import io.github.bucket4j.Bucket;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every counter: in this process, or for the groups of {@link LimitGroup.Scope#SHOP} where {@code RATE_LIMIT_STORE} says. */
@Singleton
class Buckets {
    /** The values of {@code RATE_LIMIT_STORE}. */
    enum Store {
        LOCAL, MONGODB
    }

    private final LocalBuckets local;
    private final SharedBuckets shared;
    private final Store store;

    Buckets(LocalBuckets local, SharedBuckets shared, @ConfigProperty(name = "lumira.rate-limit.store") Store store) {
        this.local = local;
        this.shared = shared;
        this.store = store;
    }

    /** Counts one call. Atomic: of n callers at the same time exactly as many pass as there is room for. */
    Quota count(LimitGroup group, String key) {
        return ask(group, key, bucket -> Quota.of(group, bucket.tryConsumeAndReturnRemaining(1)));
    }

    /** What one more call would get; counts none. */
    Quota look(LimitGroup group, String key) {
        return ask(group, key, bucket -> Quota.of(group, bucket.estimateAbilityToConsume(1)));
    }

    private Quota ask(LimitGroup group, String key, Function<Bucket, Quota> question) {
        if (store == Store.LOCAL || group.scope() == LimitGroup.Scope.INSTANCE)
            return question.apply(local.of(group, key));
        return shared.ask(group, key, question).orElseGet(() -> question.apply(local.of(group, key)));
    }
}
