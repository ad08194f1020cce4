package com.oraclelumira.api.ops;

import java.util.Map;

import jakarta.inject.Inject;

import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.MongoResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

/** The way in for an emergency leaves a trace, before it opens anything. */
@QuarkusTest
@QuarkusTestResource(MongoResource.class)
@Tag("COM-6")
class AdminTokenCommandTest {
    @Inject
    AdminTokenCommand command;

    @Inject
    MongoDatabase database;

    @Test
    void prints_the_token_alone_which_shows_on_the_trail_who_got_it() {
        var printed = command.run(Map.of("for", "nora", "minutes", "5"));

        assertThat(printed).singleElement().asString().matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        given().auth().oauth2(printed.getFirst()).get("/api/admin/audit?subject=admin:nora").then().statusCode(200)
                .body("entries[0].action", equalTo("admin_token.issued"))
                .body("entries[0].detail", equalTo("minutes=5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "61"})
    void nobody_gets_one_for_longer_than_an_hour(String minutes) {
        assertThatThrownBy(() -> command.run(Map.of("for", "amelie", "minutes", minutes)))
                .hasMessageContaining("usage: admin-token");

        assertThat(database.getCollection("audit").countDocuments(new Document("subject", "admin:amelie"))).isZero();
    }
}
