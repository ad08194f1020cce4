package com.oraclelumira.api.store;

import java.util.UUID;
import java.util.stream.IntStream;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.MongoResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Tag("SEC-8")
class CompleteTest {
    @Test
    void a_list_is_complete_or_not_given_at_all() {
        var uri = new ConnectionString(new MongoResource().start().get("quarkus.mongodb.connection-string"));
        try (var mongo = MongoClients.create(uri)) {
            var many = mongo.getDatabase(uri.getDatabase()).getCollection("many" + UUID.randomUUID());
            many.insertMany(IntStream.range(0, 10_000).mapToObj(n -> new Document("_id", n)).toList());
            assertThat(Complete.list(many.find())).hasSize(10_000);
            many.insertOne(new Document("_id", -1));

            assertThatIllegalStateException().isThrownBy(() -> Complete.list(many.find()));
        }
    }
}
