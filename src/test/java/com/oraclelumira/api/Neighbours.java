package com.oraclelumira.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.bson.Document;

import com.oraclelumira.api.testing.PackagedShop;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.sandbox.PackagedApp;
import com.oraclelumira.sandbox.n8n.Behaviour;
import com.oraclelumira.sandbox.n8n.N8nSandbox;

import static io.restassured.RestAssured.given;

/** Two builds of the packaged application on one database, with n8n, an expert, and as many customers as are wanted. */
final class Neighbours implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOKEN = "n8n-token-of-the-neighbours";
    private static final String SECRET = "callback-secret-of-the-neighbours-0123456789";
    private static final String CODE = "bootstrap-code-of-the-neighbours-0123456789";
    private static final Map<String, String> MAYA = Map.of("email", "maya@example.com", "password",
            "motdepasse-de-maya");

    final PackagedShop shop = new PackagedShop();
    final N8nSandbox n8n = N8nSandbox
            .start(new N8nSandbox.Settings(0, TOKEN, SECRET, Behaviour.of(Behaviour.Kind.READING)));
    final PackagedApp older;
    final PackagedApp newer;
    private final AtomicInteger customers = new AtomicInteger();

    /** The older one is there first, and the newer one's migrations run while it works. */
    Neighbours(Path before) {
        var variables = Map.of("EXPERT_BOOTSTRAP_CODE", CODE, "N8N_WEBHOOK_URL", n8n.webhookUrl(), "N8N_WEBHOOK_TOKEN",
                TOKEN, "N8N_CALLBACK_SECRET", SECRET);
        older = shop.start(before, variables).awaitReady(PATIENCE);
        var account = new HashMap<>(MAYA);
        account.putAll(Map.of("name", "Maya", "invitationCode", CODE));
        at(older).body(account).post("/api/expert/register").then().statusCode(201);
        newer = shop.start(variables).awaitReady(PATIENCE);
    }

    static RequestSpecification at(PackagedApp app) {
        return given().baseUri("http://127.0.0.1").port(app.port()).contentType(ContentType.JSON);
    }

    int anotherCustomer() {
        return customers.incrementAndGet();
    }

    /** A paid order's PaymentIntent. */
    String paid(PackagedApp app, int customer) throws Exception {
        var intent = shop.checkout(app, customer);
        shop.deliver(app, StripeEvents.succeeded(StripeEvents.newId(), intent, null, 4700));
        awaitPayment(customer, "PAID");
        return intent;
    }

    /** Looks into the store: asking the API would make it ask Stripe. */
    void awaitPayment(int customer, String status) {
        Shop.await().atMost(PATIENCE)
                .until(() -> status.equals(PackagedShop.payment(order(customer)).getString("status")));
    }

    /** Nothing is due any more. */
    void awaitRest() {
        Shop.await().atMost(PATIENCE).until(shop::atRest);
    }

    Document order(int customer) {
        return shop.find("orders", new Document("buyer.email", PackagedShop.email(customer))).getFirst();
    }

    /** The token that a customer who has just paid gets, as soon as she has an account. */
    String signIn(PackagedApp app, int customer) {
        var token = new String[1];
        Shop.await().atMost(PATIENCE).until(() -> {
            var answer = at(app).header("X-Forwarded-For", PackagedShop.network(customer))
                    .body(Map.of("email", PackagedShop.email(customer))).post("/api/users/auth/sanctuaire-v2");
            token[0] = answer.path("token");
            return answer.statusCode() == 200;
        });
        return token[0];
    }

    /** The expert's token. */
    String login(PackagedApp app) {
        return at(app).body(MAYA).post("/api/expert/login").then().statusCode(200).extract().path("token");
    }

    void takeAndHaveMade(PackagedApp app, String expert, String orderId) {
        at(app).auth().oauth2(expert).post("/api/expert/orders/" + orderId + "/assign").then().statusCode(200);
        at(app).auth().oauth2(expert)
                .body(Map.of("orderId", orderId, "expertPrompt", "Un prompt suffisamment long", "expertInstructions",
                        ""))
                .post("/api/expert/process-order").then().statusCode(200);
    }

    void approve(PackagedApp app, String expert, String orderId) {
        Shop.await().atMost(PATIENCE).until(() -> at(app).auth().oauth2(expert)
                .get("/api/expert/orders/validation-queue").<List<String>>path("orders._id").contains(orderId));
        at(app).auth().oauth2(expert).body(Map.of("orderId", orderId, "action", "approve", "validationNotes", "ok"))
                .post("/api/expert/validate-content").then().statusCode(200);
    }

    @Override
    public void close() {
        newer.close();
        older.close();
        n8n.close();
        shop.close();
    }
}
