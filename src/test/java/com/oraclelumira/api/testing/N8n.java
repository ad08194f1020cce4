package com.oraclelumira.api.testing;

import java.util.UUID;

import io.quarkus.arc.Arc;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import com.oraclelumira.sandbox.n8n.Answers;

import static io.restassured.RestAssured.given;

/** n8n's answers, as a test wants them. */
public final class N8n {
    public static final String CALLBACK = "/api/expert/n8n-callback";

    private N8n() {}

    /** Signed as it should be, now and for the first time. */
    public static Response answer(String body) {
        return answer(body, now(), UUID.randomUUID().toString());
    }

    public static Response answer(String body, String timestamp, String nonce) {
        return signed(body, "sha256=" + mac(timestamp + "." + nonce + "." + body))
                .header("X-Timestamp", timestamp).header("X-Nonce", nonce).post(CALLBACK);
    }

    /** With this signature and no more. */
    public static RequestSpecification signed(String body, String signature) {
        return signedFrom("198.19.0.7", body, signature);
    }

    public static RequestSpecification signedFrom(String address, String body, String signature) {
        return given().header("X-Forwarded-For", address).contentType(ContentType.JSON)
                .header("X-N8N-Signature", signature).body(body);
    }

    public static String mac(String text) {
        return Answers.hmac(text, ShopResource.N8N_SECRET);
    }

    public static String now() {
        return String.valueOf(Arc.container().instance(SettableClock.class).get().millis());
    }

    public static String reading(String orderId, String text) {
        return """
            {"orderId":"%s","success":true,"generatedContent":{"reading":"%s"}}""".formatted(orderId, text);
    }

    public static String reading(String orderId, int job, String text) {
        return """
            {"orderId":"%s","jobNumber":%d,"success":true,"generatedContent":{"reading":"%s"}}""".formatted(orderId,
                job, text);
    }
}
