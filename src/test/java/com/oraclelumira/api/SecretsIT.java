package com.oraclelumira.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.security.SecretTokens;
import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.PackagedShop;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.sandbox.PackagedApp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The secret of our tokens is changed as configuration.md says, and no secret is ever printed, however much is. */
@Tag("SEC-1")
@Tag("SEC-2")
@Tag("DEP-5")
class SecretsIT {
    private static final String OLD = "0ld5f0c8a913be7d2464c1d09afb3e86572";
    private static final String NEW = "n3w91b07cce4f2a5588d3e60af7124bd9c6";
    private static final String CODE = "c0de7a21b9d44c0e5f6618aa3bd902ee7f1";
    private static final String PASSWORD = "une-longue-phrase-bien-a-moi";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<String> printed = new CopyOnWriteArrayList<>();

    @Test
    void nobody_is_signed_out_while_the_secret_changes_and_nothing_of_any_secret_is_printed() throws Exception {
        try (var shop = new PackagedShop()) {
            String early;
            String expert;
            try (var app = start(shop, OLD)) {
                shop.webhooksGoTo(app.port());
                shop.stripe().cardholder().succeed(shop.checkout(app, 1));
                Shop.await().atMost(PATIENCE).until(() -> shop.count("users", new Document()) == 1);
                early = signIn(app);
                expert = register(app);
                assertThat(opens(app, early)).isEqualTo(200);
            }
            String late;
            try (var app = start(shop, NEW + "," + OLD)) {
                assertThat(List.of(opens(app, early), desk(app, expert))).containsOnly(200);
                late = signIn(app);
                provokeLogs(app, late);
            }
            try (var app = start(shop, NEW)) {
                assertThat(opens(app, late)).isEqualTo(200);
                assertThat(List.of(opens(app, early), desk(app, expert))).containsOnly(401);
            }
            assertThat(String.join("\n", printed)).contains("sign_in.granted", "code=SERVICE_UNAVAILABLE")
                    .doesNotContain(OLD, NEW, CODE, PASSWORD, early, late, expert, PackagedShop.email(1),
                            "sk_test_black_box", "whsec_of_the_black_box", "Anna Essai");
        }
    }

    private PackagedApp start(PackagedShop shop, String secrets) {
        return shop.start(Map.of("JWT_SECRET", secrets, "LOG_LEVEL", "TRACE", "EXPERT_BOOTSTRAP_CODE", CODE),
                printed::add).awaitReady(PATIENCE);
    }

    /** Refusals of every kind, and the failure that is logged with the path in it. */
    private void provokeLogs(PackagedApp app, String token) {
        request(app).auth().oauth2(token + "x").get("/api/users/me").then().statusCode(401);
        request(app).body(Map.of("email", "expert@example.com", "password", PASSWORD + "x")).post("/api/expert/login")
                .then().statusCode(400);
        request(app).body("{\"password\":\"" + PASSWORD).post("/api/expert/login").then().statusCode(400);
        request(app).header("Stripe-Signature", "t=1,v1=00").body("{}").post("/api/payments/webhook").then()
                .statusCode(400);
        var link = SecretTokens.next();
        MongoResource.takeAway();
        try {
            request(app).get("/api/users/auth/link/" + link).then().statusCode(503);
        } finally {
            MongoResource.bringBack();
        }
        assertThat(String.join("\n", printed)).doesNotContain(link);
    }

    private static String signIn(PackagedApp app) {
        return request(app).header("X-Forwarded-For", "198.18.0.2").body(Map.of("email", PackagedShop.email(1)))
                .post("/api/users/auth/sanctuaire-v2").then().statusCode(200).extract().path("token");
    }

    private static String register(PackagedApp app) {
        return request(app).body(Map.of("email", "expert@example.com", "password", PASSWORD, "name", "Maya",
                "invitationCode", CODE)).post("/api/expert/register").then().statusCode(201).extract().path("token");
    }

    private static int opens(PackagedApp app, String token) {
        return request(app).auth().oauth2(token).get("/api/users/me").statusCode();
    }

    private static int desk(PackagedApp app, String token) {
        return request(app).auth().oauth2(token).get("/api/expert/verify").statusCode();
    }

    private static RequestSpecification request(PackagedApp app) {
        return given().baseUri("http://127.0.0.1").port(app.port()).contentType(ContentType.JSON);
    }
}
