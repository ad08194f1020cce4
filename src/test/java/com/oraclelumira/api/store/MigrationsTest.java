package com.oraclelumira.api.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("DB-2")
@Tag("DB-4")
class MigrationsTest {
    @Inject
    MongoDatabase database;

    @Inject
    Migrations ofTheApplication;

    @Inject
    Clock clock;

    private final List<String> applied = new ArrayList<>();
    private final String id = "test-" + UUID.randomUUID();

    @AfterEach
    void bringBack() {
        MongoResource.bringBack();
    }

    @Test
    @Tag("defect-26")
    void a_start_leaves_every_index_of_the_application() {
        Shop.await().until(ofTheApplication::done);
        assertThat(database.getCollection("orders").listIndexes().map(index -> index.getString("name")))
                .contains("orderNumber", "paymentIntentId", "origin.key", "origin.freeFor");
        assertThat(database.getCollection("users").listIndexes().map(index -> index.getString("name")))
                .contains("email");
    }

    @Test
    void each_runs_once_in_the_order_of_their_ids_however_many_start_at_once() {
        var migrations = List.of(migration(id + "-2"), migration(id + "-1"));
        Parallel.run(4, () -> {
            var instance = new Migrations(migrations, database, new Leases(database, clock), clock);
            instance.retry();
            return instance.done();
        });
        new Migrations(migrations, database, new Leases(database, clock), clock).retry();
        assertThat(applied).containsExactly(id + "-1", id + "-2");
    }

    @Test
    @Tag("DEP-2")
    void a_database_that_is_away_at_the_start_is_tried_again_and_not_done_before() {
        var instance = new Migrations(List.of(migration(id)), database, new Leases(database, clock), clock);
        MongoResource.takeAway();
        instance.retry();
        assertThat(instance.done()).isFalse();
        MongoResource.bringBack();
        Shop.await().until(() -> {
            instance.retry();
            return instance.done();
        });
        assertThat(applied).containsExactly(id);
    }

    @Test
    void a_lease_is_one_owners_until_it_ends() {
        var mine = new Leases(database, clock);
        var theirs = new Leases(database, clock);
        assertThat(Parallel.run(8, () -> mine.acquire(id, Duration.ofMinutes(1)))).containsOnly(true);
        assertThat(theirs.acquire(id, Duration.ofMinutes(1))).isFalse();
        mine.release(id);
        assertThat(theirs.acquire(id, Duration.ofMillis(-1))).isTrue();
        assertThat(mine.acquire(id, Duration.ofMinutes(1))).isTrue();
    }

    private Migration migration(String name) {
        return new Migration() {
            @Override
            public String id() {
                return name;
            }

            @Override
            public void apply(MongoDatabase unused) {
                applied.add(name);
            }
        };
    }
}
