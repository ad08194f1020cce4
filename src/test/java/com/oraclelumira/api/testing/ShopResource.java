package com.oraclelumira.api.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.path.json.JsonPath;

import com.oraclelumira.sandbox.stripe.SandboxSettings;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

import static io.restassured.RestAssured.given;

/** The world around the application in every {@code @QuarkusTest}: MongoDB, Stripe's sandbox and a mail server, once a JVM. */
public class ShopResource implements QuarkusTestResourceLifecycleManager {
    public static final String SECRET_KEY = "sk_test_of_the_suite";
    public static final String WEBHOOK_SECRET = "whsec_of_the_suite";
    public static final String OLD_WEBHOOK_SECRET = "whsec_before_the_rotation";
    public static final String CUSTOMER_APP = "https://oraclelumira.com"; // the first of %test.lumira.cors-origins

    private static StripeSandbox stripe;
    private static GreenMail mail;

    private final MongoResource mongo = new MongoResource();

    public static StripeSandbox stripe() {
        return stripe;
    }

    public static GreenMail mail() {
        return mail;
    }

    /** A PaymentIntent as Stripe keeps it. */
    public static JsonPath intent(String id) {
        return given().auth().oauth2(SECRET_KEY).get(stripe.baseUrl() + "/v1/payment_intents/" + id).jsonPath();
    }

    /** How many PaymentIntents Stripe keeps for this order of ours. */
    public static long intentsOf(String orderId) {
        return given().auth().oauth2(SECRET_KEY).get(stripe.baseUrl() + "/v1/payment_intents?limit=100").jsonPath()
                .<String>getList("data.metadata.orderId").stream().filter(orderId::equals).count();
    }

    @Override
    public Map<String, String> start() {
        startOnce();
        var config = new HashMap<>(mongo.start());
        config.put("lumira.stripe.secret-key", SECRET_KEY);
        config.put("lumira.stripe.api-base", stripe.baseUrl());
        config.put("lumira.stripe.webhook-secrets", OLD_WEBHOOK_SECRET + "," + WEBHOOK_SECRET);
        config.put("lumira.jwt.secret", "a-secret-of-the-suite-0123456789abcdef");
        config.put("lumira.public-url", "https://api.oraclelumira.test");
        config.put("lumira.mail.host", "127.0.0.1");
        config.put("lumira.mail.from", "lumira@oraclelumira.test");
        config.put("quarkus.mailer.host", "127.0.0.1");
        config.put("quarkus.mailer.port", String.valueOf(mail.getSmtp().getPort()));
        config.put("quarkus.mailer.from", "lumira@oraclelumira.test");
        config.put("quarkus.mailer.start-tls", "DISABLED");
        return config;
    }

    private static synchronized void startOnce() {
        if (stripe != null)
            return;
        stripe = StripeSandbox.start(SandboxSettings.defaults().secretKeys(SECRET_KEY));
        stripe.delivery(knobs -> knobs.retry(Duration.ofMillis(200)));
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        mail.start();
    }

    /** Nothing: they serve the next application of this JVM and end with it. */
    @Override
    public void stop() {
        mongo.stop();
    }
}
