package com.oraclelumira.api.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import jakarta.inject.Inject;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.PowerCut;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.oraclelumira.api.store.AnotherProcess.migrating;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("DB-2")
@Tag("DB-4")
class MigrationsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Inject
    MongoClient client;

    @Inject
    MongoDatabase ofTheApplication;

    @Inject
    Migrations itsMigrations;

    private final List<String> applied = new CopyOnWriteArrayList<>();
    private final SettableClock clock = new SettableClock();
    private MongoDatabase database;

    @BeforeEach
    void an_empty_database() {
        database = client.getDatabase("migrations_" + UUID.randomUUID().toString().replace("-", ""));
        clock.set(NOON);
    }

    @AfterEach
    void bringBack() {
        MongoResource.bringBack();
        Shop.await().ignoreExceptionsInstanceOf(MongoException.class).untilAsserted(() -> database.drop());
    }

    @Test
    @Tag("defect-26")
    void a_start_leaves_every_index_of_the_application() {
        Shop.await().until(itsMigrations::done);
        assertThat(ofTheApplication.getCollection("orders").listIndexes().map(index -> index.getString("name")))
                .contains("orderNumber", "paymentIntentId", "origin.key", "origin.freeFor");
        assertThat(ofTheApplication.getCollection("users").listIndexes().map(index -> index.getString("name")))
                .contains("email");
        assertThat(itsMigrations.progress().pending()).isEmpty();
    }

    @Test
    void each_runs_once_in_the_order_of_their_ids_however_many_start_at_once() {
        var migrations = List.of(noting("002-b"), noting("001-a"));
        Parallel.run(4, () -> {
            var instance = migrating(migrations, database, clock);
            instance.retry();
            return instance.done();
        });
        migrating(migrations, database, clock).retry();
        assertThat(applied).containsExactly("001-a", "002-b");
    }

    @Test
    @Tag("DEP-2")
    void a_database_that_is_away_at_the_start_is_tried_again_and_not_done_before() {
        var instance = migrating(List.of(noting("001-a")), database, clock);
        MongoResource.takeAway();
        instance.retry();
        assertThat(instance.done()).isFalse();
        MongoResource.bringBack();
        Shop.await().until(() -> {
            instance.retry();
            return instance.done();
        });
        assertThat(applied).containsExactly("001-a");
    }

    @Test
    void one_that_takes_longer_than_the_lease_is_neither_begun_again_nor_taken_over() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var slow = migration("001-slow", onto -> {
            applied.add("001-slow");
            if (applied.size() > 1)
                return;
            begun.countDown();
            await(end);
        });
        var owner = migrating(List.of(slow), database, clock);
        try (var thread = Executors.newSingleThreadExecutor()) {
            var work = thread.submit(owner::retry);
            begun.await();
            for (int n = 0; n < 5; n++) {
                clock.advance(Duration.ofSeconds(30));
                owner.retry(); // as the clockwork does while the first call works
                migrating(List.of(noting("001-slow")), database, clock).retry();
            }
            end.countDown();
            work.get();
        }
        assertThat(owner.done()).isTrue();
        assertThat(applied).containsExactly("001-slow");
    }

    @Test
    void an_owner_that_died_is_waited_for_a_minute_and_no_longer() {
        var dying = migration("001-a", onto -> {
            applied.add("died");
            throw new PowerCut("in the middle");
        });
        assertThatThrownBy(() -> migrating(List.of(dying), database, clock).retry()).isInstanceOf(PowerCut.class);
        var next = migrating(List.of(noting("001-a")), database, clock);
        next.retry();
        assertThat(next.done()).isFalse();
        clock.advance(Duration.ofSeconds(61));
        next.retry();
        assertThat(next.done()).isTrue();
        assertThat(applied).containsExactly("died", "001-a");
    }

    @Test
    void one_that_fails_stops_those_after_it_until_it_succeeds() {
        var refused = new MongoException(11000, "a name that must be in no log");
        var failing = migration("001-a", onto -> {
            throw refused;
        });
        var instance = migrating(List.of(failing, noting("002-b")), database, clock);
        instance.retry();
        assertThat(instance.done()).isFalse();
        assertThat(applied).isEmpty();
        assertThat(instance.progress().pending()).containsExactly("001-a", "002-b");
    }

    @Test
    void the_state_tells_what_was_applied_when_what_would_run_and_what_a_newer_version_brought() {
        migrating(List.of(noting("001-a"), noting("004-d")), database, clock).retry();
        clock.advance(Duration.ofHours(1));
        var older = migrating(List.of(noting("001-a"), noting("003-c"), noting("002-b")), database, clock);
        assertThat(older.progress().applied()).containsExactly(new Migrations.Applied("001-a", NOON, true),
                new Migrations.Applied("004-d", NOON, false));
        assertThat(older.progress().pending()).containsExactly("002-b", "003-c");
        assertThat(older.progress().runningUntil()).isEmpty();
        AnotherProcess.leases(database, clock).acquire("migrations", Duration.ofSeconds(30));
        assertThat(older.progress().runningUntil()).contains(clock.instant().plusSeconds(30));
        assertThat(applied).containsExactly("001-a", "004-d");
    }

    @Test
    void a_newer_versions_migrations_do_not_stop_an_older_version() {
        migrating(List.of(noting("001-a"), noting("002-newer")), database, clock).retry();
        var older = migrating(List.of(noting("001-a")), database, clock);
        older.retry();
        assertThat(older.done()).isTrue();
    }

    @Test
    void a_lease_is_one_owners_until_it_ends() {
        var mine = AnotherProcess.leases(database, clock);
        var theirs = AnotherProcess.leases(database, clock);
        assertThat(Parallel.run(8, () -> mine.acquire("job", Duration.ofMinutes(1)))).containsOnly(true);
        assertThat(theirs.acquire("job", Duration.ofMinutes(1))).isFalse();
        mine.release("job");
        assertThat(theirs.acquire("job", Duration.ofMillis(-1))).isTrue();
        assertThat(mine.acquire("job", Duration.ofMinutes(1))).isTrue();
    }

    private Migration noting(String id) {
        return migration(id, unused -> applied.add(id));
    }

    private static Migration migration(String name, Consumer<MongoDatabase> change) {
        return new Migration() {
            @Override
            public String id() {
                return name;
            }

            @Override
            public void apply(MongoDatabase onto) {
                change.accept(onto);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
