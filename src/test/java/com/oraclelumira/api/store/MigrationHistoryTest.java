package com.oraclelumira.api.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.PowerCut;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StoreSteps;
import com.oraclelumira.api.users.User;

import static com.oraclelumira.api.store.AnotherProcess.migrating;
import static com.oraclelumira.api.store.History.contents;
import static com.oraclelumira.api.store.History.data;
import static com.oraclelumira.api.store.History.fill;
import static com.oraclelumira.api.store.History.indexes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every migration of this version, over data as the version before it wrote them: {@link History}. A released migration
 * that is changed, and a new one that comes without its file, fail here.
 */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("DB-2")
@Tag("DB-4")
class MigrationHistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Inject
    @All
    List<Migration> migrations;

    @Inject
    MongoClient client;

    @Inject
    MongoDatabase ofTheApplication;

    @Inject
    StoreSteps steps;

    private final SettableClock clock = new SettableClock();

    @Test
    void every_migration_comes_with_data_of_the_version_before_and_no_data_is_left_over() {
        assertThat(History.files("")).containsExactlyInAnyOrderElementsOf(all().stream().map(Migration::id).toList());
        assertThat(History.files("data")).isEqualTo(all().stream().map(Migration::id).map(History::writtenBy)
                .flatMap(Optional::stream).collect(Collectors.toSet()));
        assertThat(all()).filteredOn(each -> History.writtenBy(each.id()).isEmpty())
                .allSatisfy(each -> assertThat(each.id()).startsWith("001-"));
        assertThat(all()).filteredOn(each -> History.writtenBy(each.id()).isPresent())
                .allSatisfy(each -> assertThat(data(each.id(), List.of())).containsKeys("orders", "users", "outbox"));
    }

    @Test
    void each_keeps_what_the_version_before_wrote_and_adds_what_its_file_says_however_often_it_runs() {
        for (int n = 0; n < all().size(); n++) {
            var migration = all().get(n);
            var before = all().subList(0, n);
            inScratch(database -> {
                migrate(before, database);
                var known = indexes(database);
                fill(database, migration.id());
                migration.apply(database);
                assertThat(History.added(known, indexes(database))).as(migration.id())
                        .isEqualTo(History.page(migration.id()).get("adds"));
                migration.apply(database);
                assertThat(contents(database)).as(migration.id()).isEqualTo(data(migration.id(), List.of(migration)));
            });
        }
    }

    @Test
    void from_every_earlier_version_two_starts_at_once_end_in_the_shape_of_a_new_shop() {
        var shape = shapeOfANewShop();
        for (int n = 0; n < all().size(); n++) {
            var before = all().subList(0, n);
            var next = all().get(n).id();
            inScratch(database -> {
                migrate(before, database);
                fill(database, next);
                Parallel.run(2, () -> {
                    var start = migrating(migrations, database, clock);
                    start.retry();
                    return start.done();
                });
                migrate(migrations, database); // whoever did not get the lease looks again
                assertThat(indexes(database)).as("from before " + next).isEqualTo(shape);
                assertThat(contents(database)).as("from before " + next).isEqualTo(data(next, all()));
            });
        }
    }

    @Test
    void a_start_that_dies_at_any_step_is_finished_by_the_next() {
        var shape = shapeOfANewShop();
        var last = all().getLast().id();
        var cuts = IntStream.iterate(1, n -> n + 1).takeWhile(n -> diesAt(n, last, shape)).count();
        assertThat(cuts).isGreaterThan(2L * all().size());
    }

    /** False when the start was over before it took so many steps. */
    private boolean diesAt(int step, String data, Map<String, List<String>> shape) {
        var died = new boolean[1];
        inScratch(database -> {
            fill(database, data);
            var taken = new int[1];
            try {
                steps.during(migrating(migrations, database, clock)::retry, name -> {
                    if (++taken[0] == step)
                        throw new PowerCut(name);
                });
            } catch (PowerCut _) {
                died[0] = true;
            }
            clock.advance(Duration.ofSeconds(61));
            migrate(migrations, database);
            assertThat(indexes(database)).as("died at step " + step).isEqualTo(shape);
            assertThat(contents(database)).as("died at step " + step).isEqualTo(data(data, all()));
        });
        return died[0];
    }

    /** Written back as a compare-and-set does it: what the records do not know would be gone. */
    @Test
    void this_version_reads_what_every_earlier_one_wrote_and_loses_nothing_of_it() {
        for (var migration : all())
            inScratch(database -> {
                fill(database, migration.id());
                migrate(migrations, database);
                var ours = database.withCodecRegistry(ofTheApplication.getCodecRegistry());
                assertThat(lost(ours, "orders", Order.class)).as(migration.id()).isEmpty();
                assertThat(lost(ours, "users", User.class)).as(migration.id()).isEmpty();
            });
    }

    private static <T> List<String> lost(MongoDatabase database, String collection, Class<T> type) {
        var lost = new ArrayList<String>();
        for (var before : database.getCollection(collection).find().into(new ArrayList<>())) {
            var itself = new Document("_id", before.get("_id"));
            var read = database.getCollection(collection, type).find(itself).first();
            database.getCollection(collection, type).replaceOne(itself, read);
            History.lost(collection, before, database.getCollection(collection).find(itself).first())
                    .forEach(lost::add);
        }
        return lost;
    }

    @Test
    void old_data_that_breaks_a_new_rule_is_not_touched_and_the_start_is_not_done() {
        inScratch(database -> {
            database.getCollection("users").insertMany(List.of(new Document("email", "a@example.com"),
                    new Document("email", "a@example.com")));
            var start = migrating(migrations, database, clock);
            start.retry();
            assertThat(start.done()).isFalse();
            assertThat(start.progress().pending()).contains("001-user-indexes").doesNotContain("001-order-indexes");
            assertThat(database.getCollection("users").countDocuments()).isEqualTo(2);
            database.getCollection("users").deleteOne(new Document("email", "a@example.com"));
            start.retry();
            assertThat(start.done()).isTrue();
        });
    }

    private List<Migration> all() {
        return migrations.stream().sorted(Comparator.comparing(Migration::id)).toList();
    }

    private Map<String, List<String>> shapeOfANewShop() {
        var shape = new TreeMap<String, List<String>>();
        inScratch(database -> {
            migrate(migrations, database);
            shape.putAll(indexes(database));
        });
        return shape;
    }

    private void migrate(List<Migration> which, MongoDatabase database) {
        var start = migrating(which, database, clock);
        start.retry();
        assertThat(start.done()).isTrue();
    }

    private interface Work {
        void on(MongoDatabase database);
    }

    private void inScratch(Work work) {
        var database = client.getDatabase("history_" + UUID.randomUUID().toString().replace("-", ""));
        clock.set(NOON);
        try {
            work.on(database);
        } finally {
            database.drop();
        }
    }
}
