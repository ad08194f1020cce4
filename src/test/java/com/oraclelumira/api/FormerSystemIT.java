package com.oraclelumira.api;

import java.time.Duration;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.FormerToken;
import com.oraclelumira.api.testing.PackagedShop;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.sandbox.PackagedApp;
import com.oraclelumira.sandbox.n8n.Answers;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/**
 * The two variables of the switch from v1, JWT_ACCEPT_V1 and N8N_CALLBACK_ACCEPT_V1: what an instance of the packaged
 * application that has them lets in, its neighbour without them, on the same database, refuses.
 */
@Tag("SEC-2")
class FormerSystemIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CODE = "bootstrap-code-of-the-black-box-0123456789";
    private static final String SECRET = "callback-secret-of-the-black-box-0123456789";

    private static PackagedShop shop;
    private static PackagedApp lenient;
    private static PackagedApp strict;
    private static Document order;
    private static String expert;

    @BeforeAll
    static void a_paid_order_and_an_expert() throws Exception {
        shop = new PackagedShop();
        strict = shop.start(Map.of("EXPERT_BOOTSTRAP_CODE", CODE, "N8N_CALLBACK_SECRET", SECRET));
        lenient = shop.start(Map.of("EXPERT_BOOTSTRAP_CODE", CODE, "N8N_CALLBACK_SECRET", SECRET, "JWT_ACCEPT_V1",
                "true", "N8N_CALLBACK_ACCEPT_V1", "true", "N8N_WEBHOOK_URL", "https://n8n.invalid/webhook",
                "N8N_WEBHOOK_TOKEN", "nobody-is-there"));
        strict.awaitReady(PATIENCE);
        lenient.awaitReady(PATIENCE);
        shop.webhooksGoTo(strict.port());
        shop.stripe().cardholder().succeed(shop.checkout(strict, 1));
        Shop.await().atMost(PATIENCE).until(() -> shop.count("users", new Document()) == 1 && shop.atRest());
        order = shop.find("orders", new Document()).getFirst();
        expert = at(strict).body(Map.of("email", "maya@example.com", "password", "motdepasse-de-maya", "name", "Maya",
                "invitationCode", CODE)).post("/api/expert/register").then().statusCode(201).extract()
                .path("expert.id");
    }

    @AfterAll
    static void stop() {
        strict.close();
        lenient.close();
        shop.close();
    }

    @Test
    void v1s_tokens_open_what_they_opened_where_they_are_accepted_and_nothing_elsewhere() {
        var customer = FormerToken.customer(order.getObjectId("userId").toHexString())
                .signed(PackagedShop.JWT_SECRET, 60);
        at(lenient).auth().oauth2(customer).get("/api/users/profile").then().statusCode(200).body("email",
                equalTo(PackagedShop.email(1)));
        at(strict).auth().oauth2(customer).get("/api/users/profile").then().statusCode(401);
        var desk = FormerToken.expert(expert).signed(PackagedShop.JWT_SECRET, 60);
        at(lenient).auth().oauth2(desk).get("/api/expert/orders/pending").then().statusCode(200);
        at(strict).auth().oauth2(desk).get("/api/expert/orders/pending").then().statusCode(401);
        at(lenient).auth().oauth2(desk).get("/api/users").then().statusCode(403);
        at(lenient).auth().oauth2(FormerToken.expert(expert).signed("another-secret-0123456789-0123456789", 60))
                .get("/api/expert/orders/pending").then().statusCode(401);
    }

    @Test
    void v1s_signature_brings_a_reading_where_it_is_accepted_and_nothing_elsewhere() {
        var id = order.getObjectId("_id").toHexString();
        at(lenient).auth().oauth2(FormerToken.expert(expert).signed(PackagedShop.JWT_SECRET, 60))
                .body(Map.of("orderId", id, "expertPrompt", "Un prompt suffisamment long", "expertInstructions", ""))
                .post("/api/expert/process-order").then().statusCode(200);
        var number = order.getString("orderNumber");
        var body = """
            {"orderId":"%s","orderNumber":"%s","success":true,"generatedContent":{"reading":"Texte"}}"""
                .formatted(id, number);
        answer(strict, body, Answers.hmac(id + ":" + number, SECRET)).then().statusCode(400).body("error",
                containsString("X-Timestamp"));
        answer(lenient, body, Answers.hmac(id + ":" + number, "another-secret")).then().statusCode(401);
        answer(lenient, body, Answers.hmac(id + ":" + number, SECRET)).then().statusCode(200).body("status",
                equalTo("awaiting_validation"));
        answer(strict, body, Answers.hmac(body, SECRET)).then().statusCode(400);
        answer(lenient, body, Answers.hmac(body, SECRET)).then().statusCode(200);
    }

    private static io.restassured.response.Response answer(PackagedApp app, String body, String signature) {
        return at(app).header("X-N8N-Signature", signature).body(body).post("/api/expert/n8n-callback");
    }

    private static RequestSpecification at(PackagedApp app) {
        return given().baseUri("http://127.0.0.1").port(app.port()).contentType(ContentType.JSON);
    }
}
