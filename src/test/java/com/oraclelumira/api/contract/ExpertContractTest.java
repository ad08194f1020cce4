package com.oraclelumira.api.contract;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.oraclelumira.api.http.ProblemType.CONFLICT;
import static com.oraclelumira.api.http.ProblemType.FORBIDDEN;
import static com.oraclelumira.api.http.ProblemType.INVALID_CREDENTIALS;
import static com.oraclelumira.api.http.ProblemType.INVALID_EMAIL;
import static com.oraclelumira.api.http.ProblemType.UNAUTHENTICATED;
import static com.oraclelumira.api.http.ProblemType.VALIDATION_ERROR;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** E1-E3, against what v1 answered. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class ExpertContractTest {
    private static final String INVITED = "L'inscription des experts se fait sur invitation : demandez un code à un administrateur.";

    private final Desk maya = Desk.expert();
    private final Shop place = new Shop();

    @Test
    void registering_with_a_short_password() {
        var v1 = Recording.of("66-expert-register-bad");
        v1.replay(place.request()).differsOnlyBy(Allowances.refusal(v1, VALIDATION_ERROR,
                "Le mot de passe doit avoir au moins 12 caractères (et au plus 72 octets)."));
    }

    @Test
    void registering_with_an_invitation() {
        var v1 = Recording.of("67-expert-register").with("expert@example.com", place.email);
        v1.sending(registration(place.email, invitation())).replay(place.request()).isTheSame();
    }

    @Test
    @Tag("GO-2")
    void defect_3_registering_without_one() {
        var v1 = Recording.of("67-expert-register").with("expert@example.com", place.email).with("secret12",
                Desk.PASSWORD);
        v1.replay(place.request()).differsOnlyBy(Allowances.refusal(v1, FORBIDDEN, INVITED)
                .and(Allowances.NONE.instead("status", 403, "v1 made an expert of anybody")
                        .without("no account is made", "body.token", "body.expert")));
    }

    @Test
    void registering_twice() {
        var v1 = Recording.of("68-expert-register-dup");
        v1.sending(registration(maya.expert.email(), invitation())).replay(place.request())
                .differsOnlyBy(Allowances.refusal(v1, CONFLICT, "Un expert avec cet email existe déjà"));
    }

    @Test
    void signing_in_with_a_wrong_password() {
        var v1 = Recording.of("69-expert-login-bad").with("expert@example.com", maya.expert.email());
        v1.replay(place.request()).differsOnlyBy(Allowances.refusal(v1, INVALID_CREDENTIALS, "Identifiants invalides")
                .instead("status", 400, "at any 401 the desk reloads its page, and nobody reads the sentence"));
    }

    @Test
    void signing_in_without_an_address() {
        var v1 = Recording.of("70-expert-login-invalid");
        v1.replay(place.request())
                .differsOnlyBy(Allowances.refusal(v1, INVALID_EMAIL, "L'adresse e-mail n'est pas valide."));
    }

    @Test
    void signing_in() {
        Recording.of("71-expert-login").with("expert@example.com", maya.expert.email())
                .with("secret12", Desk.PASSWORD).replay(place.request()).isTheSame();
    }

    @Test
    void asking_who_is_signed_in() {
        Recording.of("72-expert-verify").with("<jwt>", maya.token).with("expert@example.com", maya.expert.email())
                .replay(place.request()).isTheSame();
        var without = Recording.of("73-expert-verify-noauth");
        without.replay(place.request())
                .differsOnlyBy(Allowances.refusal(without, UNAUTHENTICATED, "Token d'authentification requis"));
    }

    @Test
    void asking_with_a_customers_token() {
        place.buy("mystique");
        var v1 = Recording.of("74-expert-verify-sanctuaire-token").with("<jwt>", place.signIn().path("token"));
        v1.replay(place.request()).differsOnlyBy(Allowances.refusal(v1, UNAUTHENTICATED, "Expert non autorisé"));
    }

    @Test
    @Tag("SEC-8")
    void defect_55_too_many_wrong_passwords_are_told_in_json() {
        var v1 = Recording.of("122-expert-login-429").with("expert@example.com", maya.expert.email());
        for (int n = 0; n < 5; n++)
            maya.login("wrong-password");
        maya.login(v1.request().path("body").path("password").asText()).then()
                .statusCode(v1.response().path("status").asInt()).contentType("application/problem+json")
                .body("code", equalTo("RATE_LIMITED")).body("error", containsString("réessayez dans 15 minutes"));
    }

    private static String invitation() {
        return Desk.admin().request().post("/api/admin/experts/invitations").path("code");
    }

    private static String registration(String email, String code) {
        return """
            {"email":"%s","password":"%s","name":"Maya","invitationCode":"%s"}""".formatted(email, Desk.PASSWORD, code);
    }
}
