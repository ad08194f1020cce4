package com.oraclelumira.api.testing;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.quarkus.arc.Arc;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.bson.types.ObjectId;

import com.oraclelumira.api.experts.Expert;
import com.oraclelumira.api.experts.Expert.Role;
import com.oraclelumira.api.experts.Experts;
import com.oraclelumira.api.security.TokenIssuer;

/** An expert at her desk, with an account and a token of her own. */
public final class Desk {
    public static final String PASSWORD = "motdepasse-de-maya";
    public static final String PROMPT = "Un prompt suffisamment long";
    /** Of {@link #PASSWORD}; the least cost, so that no test waits for it. */
    private static final String HASH = BcryptUtil.bcryptHash(PASSWORD, 4);

    public final Expert expert;
    public final String token;
    private final Shop place = new Shop();

    private Desk(Expert expert) {
        this.expert = expert;
        this.token = Arc.container().instance(TokenIssuer.class).get().expert(expert.id().toHexString(),
                expert.email(), expert.name(),
                expert.role() == Role.ADMIN ? Set.of("expert", "admin") : Set.of("expert"), 0);
    }

    public static Desk expert() {
        return hire(Role.EXPERT, "Maya");
    }

    public static Desk expert(String name) {
        return hire(Role.EXPERT, name);
    }

    public static Desk admin() {
        return hire(Role.ADMIN, "Alice");
    }

    private static Desk hire(Role role, String name) {
        var clock = Arc.container().instance(SettableClock.class).get();
        var expert = new Expert(new ObjectId(), "expert." + UUID.randomUUID() + "@example.com", HASH, name, role, true,
                null, null, clock.instant(), clock.instant());
        Arc.container().instance(Experts.class).get().add(expert);
        return new Desk(expert);
    }

    /** Without her token. */
    public RequestSpecification stranger() {
        return place.request();
    }

    public RequestSpecification request() {
        return place.request().auth().oauth2(token);
    }

    public Response login(String password) {
        return stranger().body(Map.of("email", expert.email(), "password", password)).post("/api/expert/login");
    }

    public Response assign(String orderId) {
        return request().post("/api/expert/orders/" + orderId + "/assign");
    }

    public Response process(String orderId) {
        return request().body(Map.of("orderId", orderId, "expertPrompt", PROMPT, "expertInstructions", ""))
                .post("/api/expert/process-order");
    }

    public Response approve(String orderId) {
        return request().body(Map.of("orderId", orderId, "action", "approve", "validationNotes", "ok"))
                .post("/api/expert/validate-content");
    }

    public Response reject(String orderId, String reason) {
        return request().body(
                Map.of("orderId", orderId, "action", "reject", "validationNotes", "n", "rejectionReason", reason))
                .post("/api/expert/validate-content");
    }

    public Response regenerate(String orderId) {
        return request().body(Map.of("orderId", orderId)).post("/api/expert/regenerate-lecture");
    }

    public Response order(String orderId) {
        return request().get("/api/expert/orders/" + orderId);
    }

    /** A paid order that was processed and answered: it waits for a verdict. */
    public String readingToValidate(Shop customer, String text) {
        var orderId = customer.paidOrder();
        process(orderId).then().statusCode(200);
        // an answer that overtakes its job is right, too: the job is then not brought to n8n any more
        Shop.await().until(() -> !ShopResource.n8n().jobs(orderId).isEmpty());
        N8n.answer(N8n.reading(orderId, text)).then().statusCode(200);
        return orderId;
    }
}
