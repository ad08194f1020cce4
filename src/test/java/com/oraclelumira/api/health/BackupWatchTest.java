package com.oraclelumira.api.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.store.AnotherProcess;
import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("BAK-1")
@Tag("BAK-6")
class BackupWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Inject
    MongoClient client;

    @Inject
    Alerts alerts;

    @Inject
    MeterRegistry ofTheApplication;

    private final SettableClock clock = new SettableClock();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private MongoDatabase database;
    private BackupWatch watch;
    private double alertsBefore;

    @BeforeEach
    void a_shop_of_its_own() {
        database = client.getDatabase("backups_" + UUID.randomUUID().toString().replace("-", ""));
        clock.set(NOON);
        watch = watch(45);
        alertsBefore = raised();
    }

    @AfterEach
    void tidy() {
        MongoResource.bringBack();
        database.drop();
    }

    @Test
    void the_age_is_that_of_the_newest_good_report_since_its_dump_began() {
        report(NOON.minusSeconds(1800), "stored");
        report(NOON.minusSeconds(600), "off");
        report(NOON.minusSeconds(60), "failed");
        watch.look();
        assertThat(age()).isEqualTo(600);
        clock.advance(Duration.ofSeconds(30));
        assertThat(age()).isEqualTo(630);
        assertThat(alerts()).isZero();
    }

    @Test
    void without_a_report_the_age_is_no_number() {
        watch.look();
        assertThat(age()).isNaN();
    }

    @Test
    void a_backup_older_than_45_minutes_is_told_once_and_again_only_after_a_fresh_one() {
        report(NOON, "stored");
        after(Duration.ofMinutes(45));
        assertThat(alerts()).isZero();
        after(Duration.ofSeconds(1));
        assertThat(alerts()).isEqualTo(1);
        after(Duration.ofHours(5));
        watch(45).look(); // of another start
        assertThat(alerts()).isEqualTo(1);

        report(clock.instant(), "stored");
        after(Duration.ofMinutes(44));
        assertThat(alerts()).isEqualTo(1);
        after(Duration.ofMinutes(2));
        assertThat(alerts()).isEqualTo(2);
    }

    @Test
    void a_bucket_that_takes_no_backup_for_that_long_is_told_too() {
        report(NOON, "stored");
        report(NOON.plus(Duration.ofMinutes(40)), "failed");
        after(Duration.ofMinutes(46));
        assertThat(alerts()).isEqualTo(1);
    }

    @Test
    void of_two_instances_one_tells() {
        report(NOON.minus(Duration.ofHours(1)), "stored");
        var instances = List.of(watch(45), watch(45), watch(45), watch(45));
        var turn = new AtomicInteger();
        Parallel.run(4, () -> {
            instances.get(turn.getAndIncrement()).look();
            return true;
        });
        assertThat(alerts()).isEqualTo(1);
    }

    @Test
    void a_shop_that_never_had_a_backup_is_told_once_and_that_long_after_the_first_look() {
        watch.look();
        after(Duration.ofMinutes(44));
        assertThat(alerts()).isZero();
        after(Duration.ofMinutes(2));
        after(Duration.ofHours(2));
        assertThat(alerts()).isEqualTo(1);
    }

    @Test
    void who_says_that_backups_are_not_watched_is_told_nothing_and_still_sees_their_age() {
        watch = watch(0);
        after(Duration.ofDays(1));
        report(NOON, "stored");
        after(Duration.ofDays(1));
        assertThat(alerts()).isZero();
        assertThat(watch.ageSeconds()).isEqualTo(Duration.ofDays(2).toSeconds());
        assertThat(database.listCollectionNames()).doesNotContain("backup_watch");
    }

    @Test
    void without_the_database_it_keeps_what_it_knew() {
        report(NOON, "stored");
        watch.look();
        MongoResource.takeAway();
        after(Duration.ofMinutes(50));
        assertThat(age()).isEqualTo(Duration.ofMinutes(50).toSeconds());
        assertThat(alerts()).isZero();
        MongoResource.bringBack();
        HealthTest.awaitStatus("/health", 200);
        watch.look();
        assertThat(alerts()).isEqualTo(1);
    }

    @Test
    @Tag("MON-1")
    void the_health_page_shows_it_and_stays_well_whatever_it_is() {
        report(NOON.minus(Duration.ofDays(3)), "stored");
        watch.look();
        var check = new BackupCheck(watch).call();
        assertThat(check.getStatus()).hasToString("UP");
        assertThat(check.getData().orElseThrow()).containsEntry("watched", true)
                .containsEntry("newest", "2026-11-21T12:00:00.000Z").containsEntry("ageMinutes", 3 * 24 * 60L);
        assertThat(given().get("/health").jsonPath().getList("checks.name")).contains("backups");
    }

    @Test
    @Tag("MON-6")
    void the_metric_is_there_from_the_start() {
        assertThat(ofTheApplication.find("lumira.backup.age.seconds").gauge()).isNotNull();
    }

    private BackupWatch watch(int minutes) {
        return new BackupWatch(new BackupReports(database), alerts, AnotherProcess.leases(database, clock), metrics,
                minutes, clock);
    }

    private void after(Duration time) {
        clock.advance(time);
        watch.look();
    }

    private void report(Instant startedAt, String offsite) {
        database.getCollection("backups")
                .insertOne(new Document("_id", "lumira-" + startedAt).append("startedAt", Date.from(startedAt))
                        .append("bytes", 1_000L).append("sha256", "x").append("encrypted", true)
                        .append("offsite", offsite));
    }

    private double age() {
        return metrics.get("lumira.backup.age.seconds").gauge().value();
    }

    private double alerts() {
        return raised() - alertsBefore;
    }

    private double raised() {
        return ofTheApplication.counter("lumira.alerts", "name", "BackupStale").count();
    }
}
