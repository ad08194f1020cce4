package com.oraclelumira.api.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.users.Users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class CustomerCommandsTest {
    @Inject
    CustomerExportCommand export;

    @Inject
    CustomerEraseCommand erase;

    @Inject
    MigrateCommand migrate;

    @Inject
    Users users;

    @Inject
    MongoClient client;

    @ConfigProperty(name = "quarkus.mongodb.connection-string")
    String target;

    private final Shop shop = new Shop();

    @Test
    void words_after_a_command_are_a_subject_pairs_and_flags() {
        assertThat(Operator.options("migrate", "import-v1", "--from", "x", "--dry-run", "--report", "y")).isEqualTo(
                Map.of(Operator.WHAT, "import-v1", "from", "x", "dry-run", "true", "report", "y"));
        for (var wrong : new String[][]{{"replay", "--id"}, {"replay", "--id", "x", "y"}, {"replay", "x", "y"}})
            assertThatThrownBy(() -> Operator.options(wrong)).hasMessageContaining("pairs");
    }

    @Test
    void a_customer_is_exported_and_erased_by_her_address() {
        shop.buy("mystique");
        Shop.await().until(() -> users.byEmail(shop.email).isPresent());
        var address = Map.of("email", shop.email);
        assertThat(export.run(address).getFirst()).contains(shop.email, "\"paymentIntentId\"");
        assertThatThrownBy(() -> erase.run(address)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--force");
        assertThat(erase.run(Map.of("email", shop.email, "force", "true")).getFirst()).contains("1 orders");
        assertThatThrownBy(() -> export.run(address)).hasMessageContaining("--email");
    }

    @Test
    void who_has_no_account_is_exported_and_erased_by_her_address_too() {
        shop.order("mystique");
        var address = Map.of("email", shop.email);
        assertThat(export.run(address).getFirst()).contains(shop.email, "\"paymentIntentId\"").doesNotContain(
                "\"account\"");
        assertThat(erase.run(address).getFirst()).contains("1 orders");
        for (var nobody : List.of(address, Map.of("email", "x"), Map.<String, String>of()))
            assertThatThrownBy(() -> erase.run(nobody)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--email");
    }

    @Test
    void an_import_shows_its_progress_and_leaves_a_report(@TempDir Path folder) throws IOException {
        var name = "v1_" + UUID.randomUUID().toString().replace("-", "");
        client.getDatabase(name).getCollection("users")
                .insertOne(new Document("email", name + "@example.com").append("firstName", "Anna"));
        var from = target.replace("/" + new ConnectionString(target).getDatabase(), "/" + name);
        var progress = new ArrayList<String>();
        var lines = migrate.run(Map.of(Operator.WHAT, "import-v1", "from", from, "report",
                folder.resolve("r.json").toString()), progress::add).lines();
        assertThat(lines.getFirst()).isEqualTo("Imported.");
        assertThat(progress).anyMatch(line -> line.contains("users: 1"));
        assertThat(Files.readString(folder.resolve("r.json"))).contains("\"users.imported\" : 1", "\"dryRun\" : false")
                .doesNotContain("@example.com");
        for (var wrong : List.of(Map.<String, String>of(), Map.of(Operator.WHAT, "plan", "from", "x"),
                Map.of(Operator.WHAT,
                        "import-v1")))
            assertThatThrownBy(() -> migrate.run(wrong)).hasMessageContaining("usage:");
        client.getDatabase(name).drop();
    }
}
