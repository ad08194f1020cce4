package com.oraclelumira.api.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code -Dwrite.indexes=true} writes the list anew. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("DB-2")
class IndexListTest {
    private static final Path FILE = Path.of("src/main/resources/indexes.txt");

    @Inject
    @All
    List<Migration> migrations;

    @Inject
    MongoClient client;

    @Test
    void the_list_is_what_all_migrations_leave_in_a_new_shop() throws IOException {
        var database = client.getDatabase("indexes_" + UUID.randomUUID().toString().replace("-", ""));
        migrations.stream().sorted(Comparator.comparing(Migration::id)).forEach(each -> each.apply(database));
        var made = new IndexList(database).present();
        database.drop();
        if (Boolean.getBoolean("write.indexes"))
            Files.write(FILE, made);
        assertThat(made).hasSizeGreaterThan(30).isEqualTo(Files.readAllLines(FILE));
    }
}
