package com.oraclelumira.api.journeys;

import java.util.List;
import java.util.Map;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import com.oraclelumira.api.journeys.Customer.Purchase;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.N8n;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.sandbox.n8n.Behaviour;
import com.oraclelumira.sandbox.n8n.Behaviour.Kind;

/** An expert with the desk open: she sees what its pages show. */
final class ExpertAtWork {
    private final Desk account;
    private String token = "";

    private ExpertAtWork(String name) {
        account = Desk.expert(name);
    }

    static ExpertAtWork called(String name) {
        return new ExpertAtWork(name);
    }

    /** With her password; everything else needs it. */
    void signsIn() {
        token = account.login(Desk.PASSWORD).then().statusCode(200).extract().path("token");
    }

    String name() {
        return account.expert.name();
    }

    /** The ids in {@code pending}, {@code validation-queue} or {@code validated-history}. */
    List<String> queue(String name) {
        return request().get("/api/expert/orders/" + name).then().statusCode(200).extract()
                .path("orders._id");
    }

    JsonPath order(Purchase purchase) {
        return request().get("/api/expert/orders/" + purchase.id()).then().statusCode(200).extract().jsonPath();
    }

    Response takes(Purchase purchase) {
        return request().post("/api/expert/orders/" + purchase.id() + "/assign");
    }

    /** Has the reading made, by an n8n that answers by itself. */
    Response hasItMade(Purchase purchase) {
        ShopResource.n8n().answerTo("http://127.0.0.1:" + RestAssured.port + N8n.CALLBACK);
        ShopResource.n8n().treat(purchase.id(), Behaviour.of(Kind.READING));
        return request().body(Map.of("orderId", purchase.id(), "expertPrompt", Desk.PROMPT, "expertInstructions", ""))
                .post("/api/expert/process-order");
    }

    /** The reading that waits for her verdict, once it has come. */
    String reads(Purchase purchase) {
        Shop.await().until(() -> queue("validation-queue").contains(purchase.id()));
        return order(purchase).getString("generatedContent.reading");
    }

    Response approves(Purchase purchase) {
        return judges(Map.of("orderId", purchase.id(), "action", "approve", "validationNotes", "Belle lecture"));
    }

    Response refuses(Purchase purchase, String reason) {
        return judges(Map.of("orderId", purchase.id(), "action", "reject", "validationNotes", "À revoir",
                "rejectionReason", reason));
    }

    /** The whole work on an order, without a hitch. */
    void delivers(Purchase purchase) {
        takes(purchase).then().statusCode(200);
        hasItMade(purchase).then().statusCode(200);
        reads(purchase);
        approves(purchase).then().statusCode(200);
    }

    private Response judges(Map<String, String> verdict) {
        return request().body(verdict).post("/api/expert/validate-content");
    }

    private RequestSpecification request() {
        return new Shop().request().auth().oauth2(token);
    }
}
