package com.oraclelumira.api.testing;

import com.mongodb.ConnectionString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code TEST_MONGODB_URI} may look like, and what the suite makes of it. */
@Tag("TST-1")
class MongoAddressTest {
    @ParameterizedTest
    @CsvSource({"mongodb://h, mongodb://h/test", "mongodb://h:27019/, mongodb://h:27019/test",
            "mongodb://h/other, mongodb://h/test", "mongodb://h?appName=x, mongodb://h/test?appName=x",
            "mongodb://h/?appName=x, mongodb://h/test?appName=x",
            "'mongodb://a,b:2/?replicaSet=rs', 'mongodb://a,b:2/test?replicaSet=rs'",
            "mongodb://u:p@h, mongodb://u:p@h/test?authSource=admin",
            "mongodb://u:p@h/?, mongodb://u:p@h/test?authSource=admin",
            "mongodb://u:p@h/?authSource=admin, mongodb://u:p@h/test?authSource=admin",
            "mongodb://u:p@h/?authsource=other&tls=true, mongodb://u:p@h/test?authsource=other&tls=true",
            "mongodb://u:p@h/accounts?appName=x, mongodb://u:p@h/test?appName=x&authSource=accounts",
            "mongodb://u:p%40%2F@h/?w=1, mongodb://u:p%40%2F@h/test?w=1&authSource=admin"})
    void it_gets_another_database_and_nothing_else_changes(String given, String expected) {
        assertThat(MongoAddress.of(given).with("test").toString()).isEqualTo(expected);
        var before = new ConnectionString(given).getCredential();
        var after = new ConnectionString(expected);
        assertThat(after.getDatabase()).isEqualTo("test");
        assertThat(after.getCredential()).as("signs in as before").isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mongodb://h", "mongodb://u:p@h:1/?authSource=admin",
            "mongodb://h/?replicaSet=rs&directConnection=true"})
    void one_server_can_be_reached_through_a_detour(String given) {
        assertThat(MongoAddress.of(given).oneServer()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mongodb://a,b", "mongodb://h/?replicaSet=rs", "mongodb://h/?tls=true"})
    void a_cluster_or_an_encrypted_server_cannot(String given) {
        assertThat(MongoAddress.of(given).oneServer()).isFalse();
    }

    @Test
    void the_detour_takes_the_place_of_the_host_alone() {
        assertThat(MongoAddress.of("mongodb://u:p@db.internal:27017/x?authSource=admin").through(4711).toString())
                .isEqualTo("mongodb://u:p@127.0.0.1:4711/x?authSource=admin");
    }
}
