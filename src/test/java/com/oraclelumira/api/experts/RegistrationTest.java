package com.oraclelumira.api.experts;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class RegistrationTest {
    @Inject
    SettableClock clock;

    @Inject
    MongoDatabase database;

    @Inject
    AuditTrail audit;

    private final String email = "new." + UUID.randomUUID() + "@example.com";

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Tag("GO-2")
    void defect_3_nobody_becomes_an_expert_without_an_invitation() {
        Desk.expert();
        for (var code : new String[]{null, "", "made-up", ShopResource.BOOTSTRAP_CODE})
            register(email, code).then().statusCode(403).body("error", containsString("invitation"));
        assertThat(register(Desk.expert().expert.email(), null).statusCode()).as("does not tell who has an account")
                .isEqualTo(403);
    }

    @Test
    void an_invitation_makes_one_expert_and_no_admin() {
        var code = invitation();
        var answers = Parallel.run(4,
                () -> register("new." + UUID.randomUUID() + "@example.com", code).statusCode());
        assertThat(answers).containsOnlyOnce(201).contains(403);
        register(email, code).then().statusCode(403);
        register(email, invitation()).then().statusCode(201).body("message", equalTo("Expert créé avec succès"))
                .body("expert.role", equalTo("expert")).body("expert.isActive", equalTo(true));
    }

    @Test
    void an_invitation_ends_after_three_days() {
        var code = invitation();
        clock.advance(Duration.ofDays(3).plusSeconds(1));
        register(email, code).then().statusCode(403);
    }

    @Test
    void a_registration_that_fails_leaves_the_invitation_good() {
        var code = invitation();
        register(Desk.expert().expert.email(), code).then().statusCode(409).body("error",
                equalTo("Un expert avec cet email existe déjà"));
        register(email, code).then().statusCode(201);
    }

    @Test
    void the_code_of_the_environment_makes_the_first_account_an_admins_and_no_second() {
        database.getCollection("experts").deleteMany(new Document());
        database.getCollection("expert_invitations").deleteMany(new Document());
        var answers = Parallel.run(4, () -> register("first." + UUID.randomUUID() + "@example.com",
                ShopResource.BOOTSTRAP_CODE).statusCode());
        assertThat(answers).containsOnlyOnce(201);
        var first = database.getCollection("experts").find().first();
        assertThat(first.getString("role")).isEqualTo("ADMIN");
        register(email, ShopResource.BOOTSTRAP_CODE).then().statusCode(403);
        assertThat(audit.about("expert:" + first.getObjectId("_id").toHexString()))
                .anyMatch(entry -> entry.action().equals("expert.created") && entry.actor().equals("invitation"));
    }

    @Test
    void a_short_password_and_a_missing_name_are_refused_before_the_code_is_looked_at() {
        var code = invitation();
        register(email, "short", "Maya", code).then().statusCode(400).body("error", containsString("12 caractères"));
        register(email, Desk.PASSWORD, "M", code).then().statusCode(400);
        register("nobody", Desk.PASSWORD, "Maya", code).then().statusCode(400);
        register(email, code).then().statusCode(201);
    }

    private static String invitation() {
        return Desk.admin().request().post("/api/admin/experts/invitations").then().statusCode(201).extract()
                .path("code");
    }

    private static Response register(String email, String code) {
        return register(email, Desk.PASSWORD, "Maya", code);
    }

    private static Response register(String email, String password, String name, String code) {
        var body = new HashMap<>(Map.of("email", email, "password", password, "name", name));
        if (code != null)
            body.put("invitationCode", code);
        return new Shop().request().body(body).post("/api/expert/register");
    }
}
