package com.oraclelumira.api.ratelimit;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.SlowLink;

import static com.oraclelumira.api.ratelimit.LimitGroup.CATALOG;
import static com.oraclelumira.api.ratelimit.LimitGroup.CHECKOUT;
import static com.oraclelumira.api.testing.Shop.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Limits that several instances of the service have in common, on one database. */
@Tag("SEC-8")
class SharedLimitsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    /** Nothing here depends on how fast the machine is, except where a test says so. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger questions = new AtomicInteger();
    private final String client = "203.0.113." + UUID.randomUUID();

    private SlowLink link;
    private MongoClient mongo;
    private MongoDatabase database;

    @BeforeEach
    void a_database_at_the_end_of_a_link() {
        clock.set(NOON);
        var uri = new MongoResource().start().get("quarkus.mongodb.connection-string");
        var address = new ConnectionString(uri).getHosts().getFirst();
        link = new SlowLink(Integer.parseInt(address.substring(address.indexOf(':') + 1)));
        var detour = new ConnectionString(uri.replace(address, "127.0.0.1:" + link.port()));
        mongo = MongoClients.create(MongoClientSettings.builder().applyConnectionString(detour)
                .addCommandListener(counting()).build());
        database = mongo.getDatabase(detour.getDatabase());
    }

    /** Not a class of its own: the framework would give every such class to the application under test. */
    private CommandListener counting() {
        return (CommandListener) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{CommandListener.class}, (_, method, _) -> {
                    if (method.getName().equals("commandStarted"))
                        questions.incrementAndGet();
                    return null;
                });
    }

    @AfterEach
    void end() {
        mongo.close();
        link.close();
    }

    @Test
    void two_instances_let_through_together_what_one_would() {
        var instances = List.of(instance(PATIENT), instance(PATIENT));
        var quotas = IntStream.range(0, 40).mapToObj(n -> instances.get(n % 2).count(CHECKOUT, client)).toList();

        assertThat(quotas.subList(0, 30)).allMatch(Quota::granted);
        assertThat(quotas.subList(30, 40)).noneMatch(Quota::granted);
        assertThat(quotas).extracting(Quota::remaining)
                .containsExactlyElementsOf(LongStream.range(0, 40).map(n -> Math.max(29 - n, 0)).boxed().toList());
        assertThat(instances).extracting(instance -> instance.look(CHECKOUT, client).retryAfter()).containsOnly(600L);
        assertThat(instances).allMatch(instance -> instance.count(CHECKOUT, "another" + client).granted());
    }

    @Test
    void of_many_calls_at_the_same_time_to_two_instances_exactly_the_limit_passes() {
        var instances = List.of(instance(PATIENT), instance(PATIENT));
        var turn = new AtomicInteger();
        var quotas = Parallel.run(48, () -> instances.get(turn.getAndIncrement() % 2).count(CHECKOUT, client));

        assertThat(quotas).filteredOn(Quota::granted).hasSize(CHECKOUT.capacity());
        assertThat(missed()).isZero();
    }

    @Test
    void a_flood_of_refused_calls_costs_the_database_nothing() {
        var instance = instance(PATIENT);
        IntStream.range(0, 31).forEach(_ -> instance.count(CHECKOUT, client));
        var before = questions.get();
        clock.advance(Duration.ofMillis(250_500));
        var refused = IntStream.range(0, 100).mapToObj(_ -> instance.count(CHECKOUT, client)).toList();

        assertThat(questions.get()).isEqualTo(before);
        assertThat(refused).noneMatch(Quota::granted).allMatch(quota -> quota.retryAfter() == 350);
        assertThat(refused.getFirst().stateHeader()).isEqualTo("\"checkout\";r=0;t=350");
    }

    @Test
    void what_each_instance_may_count_for_itself_never_goes_to_the_database() {
        assertThat(instance(PATIENT).count(CATALOG, client).granted()).isTrue();
        var local = new Buckets(new LocalBuckets(clock), shared(PATIENT), Buckets.Store.LOCAL);
        assertThat(local.count(CHECKOUT, client).granted()).isTrue();

        assertThat(questions).hasValue(0);
    }

    @Test
    void while_the_database_is_slow_an_instance_counts_by_itself_and_says_so() {
        var instance = instance(Duration.ofMillis(20));
        link.delay(Duration.ofSeconds(30));
        var quotas = IntStream.range(0, 31).mapToObj(_ -> instance.count(CHECKOUT, client)).toList();

        assertThat(quotas.subList(0, 30)).allMatch(Quota::granted);
        assertThat(quotas.getLast().granted()).isFalse();
        assertThat(missed()).isEqualTo(31);
    }

    @Test
    void when_the_database_is_back_it_counts_again() {
        var instance = instance(Duration.ofSeconds(3));
        instance.count(CHECKOUT, client);
        instance.count(CHECKOUT, client);
        MongoResource.takeAway();
        try {
            assertThat(instance.count(CHECKOUT, client).remaining()).as("its own first").isEqualTo(29);
        } finally {
            MongoResource.bringBack();
        }
        await().until(this::databaseAnswers);
        clock.advance(Duration.ofMillis(4_999));
        assertThat(instance.count(CHECKOUT, client).remaining()).isEqualTo(28);
        clock.advance(Duration.ofMillis(1));

        assertThat(instance.count(CHECKOUT, client).remaining()).as("the shop's third").isEqualTo(27);
        assertThat(missed()).isEqualTo(2);
    }

    @Test
    void the_database_keeps_no_address_and_forgets_what_is_over() {
        var shared = shared(PATIENT);
        new Buckets(new LocalBuckets(clock), shared, Buckets.Store.MONGODB).count(CHECKOUT, client);
        var limits = database.getCollection("rate_limits");
        assertThat(limits.find().first().toJson()).doesNotContain("203.0.113");
        clock.advance(Duration.ofMinutes(10));
        shared.forgetOld();
        assertThat(limits.countDocuments()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        shared.forgetOld();
        assertThat(limits.countDocuments()).isZero();
    }

    private boolean databaseAnswers() {
        try {
            return database.runCommand(new Document("ping", 1)) != null;
        } catch (MongoException e) {
            return false;
        }
    }

    private Buckets instance(Duration patience) {
        return new Buckets(new LocalBuckets(clock), shared(patience), Buckets.Store.MONGODB);
    }

    private SharedBuckets shared(Duration patience) {
        return new SharedBuckets(database, clock, metrics, patience);
    }

    private double missed() {
        var counter = metrics.find("lumira.rate.shared.missed").tag("group", "checkout").counter();
        return counter == null ? 0 : counter.count();
    }
}
