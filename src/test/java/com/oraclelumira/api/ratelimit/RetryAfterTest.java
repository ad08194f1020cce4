package com.oraclelumira.api.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.Proof;
import com.oraclelumira.api.testing.SettableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that is refused and waits as long as it is told always passes, and one second earlier it never does: at any
 * moment, for every limit, wherever it is counted.
 */
@Tag("SEC-8")
class RetryAfterTest {
    private static final long EPOCH_SECONDS = 1_700_000_000L;

    private final SettableClock clock = new SettableClock();

    @Test
    void is_right_to_the_second_where_an_instance_counts_by_itself() {
        var buckets = new Buckets(new LocalBuckets(clock), null, Buckets.Store.LOCAL);
        Proof.forAll(Proof.times(1_000, 20_000), random -> check(buckets, any(random, LimitGroup.values()), random));
    }

    @Test
    void is_right_to_the_second_where_all_instances_count_together() {
        var uri = new ConnectionString(new MongoResource().start().get("quarkus.mongodb.connection-string"));
        try (var mongo = MongoClients.create(uri)) {
            var shared = new SharedBuckets(mongo.getDatabase(uri.getDatabase()), clock, new SimpleMeterRegistry(),
                    Duration.ofSeconds(30));
            var buckets = new Buckets(new LocalBuckets(clock), shared, Buckets.Store.MONGODB);
            Proof.forAll(Proof.times(30, 300), random -> check(buckets, any(random, LimitGroup.CHECKOUT,
                    LimitGroup.SIGN_IN_EMAIL, LimitGroup.DESK_LOGIN), random));
        }
    }

    private static LimitGroup any(Random random, LimitGroup... groups) {
        return groups[random.nextInt(groups.length)];
    }

    /** Calls at random moments until one is refused, then the two that matter, then everything once more. */
    private void check(Buckets buckets, LimitGroup group, Random random) {
        var key = "key" + random.nextLong();
        clock.set(Instant.ofEpochSecond(EPOCH_SECONDS + random.nextInt(1_000_000), random.nextInt(1_000_000_000)));
        for (int again = 0; again < 2; again++) {
            var refused = untilRefused(buckets, group, key, random);
            assertThat(refused.stateHeader()).as(group.label()).endsWith("r=0;t=" + refused.retryAfter());
            clock.advance(Duration.ofSeconds(refused.retryAfter() - 1));
            assertThat(buckets.count(group, key).granted()).as("%s, a second early", group).isFalse();
            assertThat(buckets.look(group, key).granted()).as("%s, a second early", group).isFalse();
            clock.advance(Duration.ofSeconds(1));
            assertThat(buckets.look(group, key).granted()).as("%s, as told", group).isTrue();
            assertThat(buckets.count(group, key).granted()).as("%s, as told", group).isTrue();
        }
    }

    /** All calls come within a quarter of the window. */
    private Quota untilRefused(Buckets buckets, LimitGroup group, String key, Random random) {
        var step = group.window().toNanos() / group.capacity() / 4;
        for (int n = 0; n <= group.capacity(); n++) {
            var quota = buckets.count(group, key);
            if (!quota.granted())
                return quota;
            clock.advance(Duration.ofNanos(random.nextLong(1 + step)));
        }
        throw new AssertionError(group + " refuses nobody");
    }
}
