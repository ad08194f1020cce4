package com.oraclelumira.api.experts;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.audit.AuditEntry;
import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.security.TokenIssuer;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-2")
class OwnPasswordTest {
    private static final String NEW = "un-nouveau-mot-de-passe";

    @Inject
    Experts experts;

    @Inject
    ExpertAccounts accounts;

    @Inject
    AuditTrail audit;

    @Inject
    TokenIssuer tokens;

    @Inject
    SettableClock clock;

    @ConfigProperty(name = "lumira.jwt.secret")
    String secret;

    private final Desk maya = Desk.expert();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void a_new_password_ends_all_sessions_but_the_one_that_it_opens() {
        clock.set(clock.instant());
        var elsewhere = maya.login(Desk.PASSWORD).<String>path("token");
        var fresh = change(maya.request(), Desk.PASSWORD, NEW).then().statusCode(200).body("success", equalTo(true))
                .body("expert.email", equalTo(maya.expert.email())).extract().<String>path("token");
        for (var token : new String[]{maya.token, elsewhere})
            verify(token).then().statusCode(401).body("error", equalTo("Token invalide"));
        verify(fresh).then().statusCode(200);
        maya.login(Desk.PASSWORD).then().statusCode(400);
        maya.login(NEW).then().statusCode(200);
        assertThat(audit.about(maya.expert.actor())).extracting(AuditEntry::actor, AuditEntry::action).contains(
                org.assertj.core.groups.Tuple.tuple(maya.expert.actor(), "expert.password_changed"));
    }

    @Test
    void what_she_may_not_choose_changes_nothing() {
        change(maya.request(), Desk.PASSWORD, "court").then().statusCode(400).body("error",
                containsString("12 caractères"));
        change(maya.request(), "", NEW).then().statusCode(400).body("error", equalTo("Indiquez votre mot de passe."));
        maya.request().body(Map.of("currentPassword", Desk.PASSWORD)).post("/api/expert/password").then()
                .statusCode(400).body("error", equalTo("Indiquez le nouveau mot de passe."));
        maya.request().post("/api/expert/password").then().statusCode(400);
        verify(maya.token).then().statusCode(200);
        maya.login(Desk.PASSWORD).then().statusCode(200);
    }

    @Test
    @Tag("SEC-8")
    void who_found_her_page_open_guesses_five_times() {
        for (int n = 0; n < 5; n++)
            change(maya.request(), "guess-number-" + n, NEW).then().statusCode(400)
                    .body("code", equalTo("INVALID_CREDENTIALS")).body("error", containsString("actuel"));
        change(maya.request(), Desk.PASSWORD, NEW).then().statusCode(429).header("Retry-After", notNullValue());
        verify(maya.token).then().statusCode(200);
    }

    @Test
    void it_does_not_undo_a_reset_that_came_between() {
        var read = experts.byId(maya.expert.id()).orElseThrow();
        var reset = accounts.resetPassword(maya.expert.id(), null, "command").password();
        assertThatThrownBy(() -> accounts.changePassword(read, NEW)).hasMessage("Token invalide");
        maya.login(NEW).then().statusCode(400);
        maya.login(reset).then().statusCode(200);
    }

    @Test
    void a_sign_in_that_a_reset_overtakes_is_none() {
        var read = experts.byId(maya.expert.id()).orElseThrow();
        accounts.resetPassword(maya.expert.id(), null, "command");
        assertThat(experts.loggedIn(read)).isEmpty();
    }

    @Test
    void a_token_that_names_no_sessions_as_v1s_do_is_good_until_the_first_end() {
        var id = maya.expert.id().toHexString();
        var token = Jwt.issuer("oracle-lumira").audience(TokenIssuer.Audience.DESK).groups("expert").upn(id)
                .claim("expertId", id).expiresIn(Duration.ofHours(1)).signWithSecret(secret);
        verify(token).then().statusCode(200);
        accounts.resetPassword(maya.expert.id(), null, "command");
        verify(token).then().statusCode(401);
    }

    @Test
    void it_is_for_experts_with_an_account() {
        change(maya.stranger(), Desk.PASSWORD, NEW).then().statusCode(401);
        var emergency = tokens.desk("ops", Set.of("expert", "admin"), Duration.ofMinutes(5));
        change(maya.stranger().auth().oauth2(emergency), Desk.PASSWORD, NEW).then().statusCode(401);
    }

    private Response verify(String token) {
        return maya.stranger().auth().oauth2(token).get("/api/expert/verify");
    }

    private static Response change(RequestSpecification who, String current, String password) {
        return who.body(Map.of("currentPassword", current, "newPassword", password)).post("/api/expert/password");
    }
}
