package com.oraclelumira.api.health;

import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("MON-6")
class DatabaseWatchTest {
    @Inject
    DatabasePing ping;

    @Inject
    Alerts alerts;

    @Inject
    MeterRegistry metrics;

    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    private final SimpleMeterRegistry own = new SimpleMeterRegistry();

    @AfterEach
    void bringBack() {
        MongoResource.bringBack();
        clock.reset();
        scheduler.resume();
    }

    @Test
    void a_database_that_is_away_for_a_minute_is_told_once() {
        scheduler.pause();
        clock.set(Instant.parse("2026-11-25T12:00:00Z"));
        var watch = new DatabaseWatch(ping, alerts, own, clock);
        var before = told();
        MongoResource.takeAway();
        Shop.await().until(() -> seen(watch) == 0);
        clock.advance(Duration.ofSeconds(59));
        watch.look();
        assertThat(told()).isEqualTo(before);
        clock.advance(Duration.ofSeconds(1));
        watch.look();
        watch.look();
        assertThat(told()).isEqualTo(before + 1);
        MongoResource.bringBack();
        Shop.await().until(() -> seen(watch) == 1);
        watch.look();
        assertThat(told()).isEqualTo(before + 1);
    }

    @Test
    void its_absence_is_not_counted_as_a_failure_that_nobody_foresaw() {
        scheduler.pause();
        Shop.await().until(() -> ping.ping().join().reached());
        var before = failures();
        MongoResource.takeAway();
        Shop.await().until(() -> !ping.ping().join().reached());
        assertThat(failures()).isEqualTo(before);
    }

    private static double failures() {
        return Metrics.globalRegistry.find("lumira.errors").counters().stream().mapToDouble(Counter::count).sum();
    }

    private double seen(DatabaseWatch watch) {
        watch.look();
        return own.get("lumira.database.up").gauge().value();
    }

    private double told() {
        return metrics.counter("lumira.alerts", "name", "DatabaseAway").count();
    }
}
