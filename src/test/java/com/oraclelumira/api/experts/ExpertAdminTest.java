package com.oraclelumira.api.experts;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.audit.AuditEntry;
import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.security.TokenIssuer;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class ExpertAdminTest {
    @Inject
    AuditTrail audit;

    @Inject
    TokenIssuer tokens;

    @Inject
    SettableClock clock;

    private final Desk alice = Desk.admin();
    private final Desk maya = Desk.expert();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void an_admin_makes_an_expert_who_signs_in_with_the_password_shown_once() {
        var email = "Made." + UUID.randomUUID() + "@Example.com";
        var made = alice.request().body(Map.of("email", email, "name", "Nora")).post("/api/admin/experts").then()
                .statusCode(201).body("expert.email", equalTo(email.toLowerCase())).extract().jsonPath();
        new Shop().request().body(Map.of("email", email, "password", made.getString("password")))
                .post("/api/expert/login").then().statusCode(200);
        alice.request().get("/api/admin/experts").then().statusCode(200).body("experts.email",
                hasItem(email.toLowerCase())).body(not(containsString("$2a$"))).body(not(containsString("password")));
        assertThat(audit.about("expert:" + made.getString("expert.id"))).extracting(AuditEntry::actor)
                .containsExactlyInAnyOrder(alice.expert.actor(), "expert:" + made.getString("expert.id"));
        alice.request().body(Map.of("email", email, "name", "Nora")).post("/api/admin/experts").then().statusCode(409);
    }

    @Test
    void a_disabled_experts_sessions_end_at_once_and_enabling_does_not_revive_them() {
        maya.request().get("/api/expert/verify").then().statusCode(200);
        alice.request().post("/api/admin/experts/" + maya.expert.id() + "/disable").then().statusCode(200)
                .body("expert.isActive", equalTo(false));
        maya.request().get("/api/expert/verify").then().statusCode(401).body("error", equalTo("Expert non autorisé"));
        maya.request().get("/api/expert/orders/pending").then().statusCode(401);
        maya.login(Desk.PASSWORD).then().statusCode(400);
        alice.request().post("/api/admin/experts/" + maya.expert.id() + "/enable").then().statusCode(200);
        maya.request().get("/api/expert/verify").then().statusCode(401).body("error", equalTo("Token invalide"));
        var token = maya.login(Desk.PASSWORD).then().statusCode(200).extract().<String>path("token");
        maya.stranger().auth().oauth2(token).get("/api/expert/verify").then().statusCode(200);
        assertThat(audit.about(maya.expert.actor())).extracting(AuditEntry::action).containsExactlyInAnyOrder(
                "expert.disabled", "expert.enabled", "expert.signed_in");
    }

    @Test
    void a_reset_password_ends_the_sessions_and_replaces_the_old_one() {
        var password = alice.request().post("/api/admin/experts/" + maya.expert.id() + "/reset-password").then()
                .statusCode(200).extract().<String>path("password");
        maya.request().get("/api/expert/verify").then().statusCode(401);
        maya.login(Desk.PASSWORD).then().statusCode(400);
        maya.login(password).then().statusCode(200);
    }

    @Test
    void a_sign_in_within_the_second_of_a_reset_is_good_and_what_was_issued_before_is_not() {
        clock.set(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        var before = maya.login(Desk.PASSWORD).<String>path("token");
        var password = alice.request().post("/api/admin/experts/" + maya.expert.id() + "/reset-password")
                .<String>path("password");
        var after = maya.login(password).<String>path("token");
        maya.stranger().auth().oauth2(before).get("/api/expert/verify").then().statusCode(401).body("error",
                equalTo("Token invalide"));
        maya.stranger().auth().oauth2(after).get("/api/expert/verify").then().statusCode(200);
    }

    @Test
    @Tag("GO-2")
    void an_expert_is_no_admin_and_a_stranger_is_neither() {
        for (var path : new String[]{"/api/admin/experts", "/api/admin/experts/invitations",
                "/api/admin/experts/" + alice.expert.id() + "/disable"}) {
            maya.request().post(path).then().statusCode(403);
            new Shop().request().post(path).then().statusCode(401);
        }
        maya.request().get("/api/admin/experts").then().statusCode(403);
    }

    @Test
    void an_admin_does_not_lock_herself_out_and_an_unknown_expert_is_404() {
        alice.request().post("/api/admin/experts/" + alice.expert.id() + "/disable").then().statusCode(409);
        alice.request().post("/api/admin/experts/" + new org.bson.types.ObjectId() + "/disable").then().statusCode(404);
        alice.request().post("/api/admin/experts/x/enable").then().statusCode(404);
    }

    @Test
    void the_emergency_token_acts_under_its_name_and_is_no_expert() {
        var token = tokens.desk("ops", Set.of("expert", "admin"), Duration.ofMinutes(5));
        new Shop().request().auth().oauth2(token).post("/api/admin/experts/" + maya.expert.id() + "/disable").then()
                .statusCode(200);
        assertThat(audit.about(maya.expert.actor())).extracting(AuditEntry::actor).containsExactly("admin:ops");
        new Shop().request().auth().oauth2(token).get("/api/expert/verify").then().statusCode(401);
        new Shop().request().auth().oauth2(token).get("/api/expert/orders/pending").then().statusCode(200);
    }

    @Test
    void a_customers_token_opens_no_desk() {
        var shop = new Shop();
        shop.buy("mystique");
        var token = shop.signIn().<String>path("token");
        shop.request().auth().oauth2(token).get("/api/expert/verify").then().statusCode(401).body("error",
                equalTo("Expert non autorisé"));
        shop.request().auth().oauth2(token).get("/api/expert/orders/pending").then().statusCode(403);
    }
}
