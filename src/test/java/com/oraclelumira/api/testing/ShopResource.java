package com.oraclelumira.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.path.json.JsonPath;

import com.oraclelumira.sandbox.n8n.Behaviour;
import com.oraclelumira.sandbox.n8n.N8nSandbox;
import com.oraclelumira.sandbox.n8n.Press;
import com.oraclelumira.sandbox.s3.S3Sandbox;
import com.oraclelumira.sandbox.s3.S3Settings;
import com.oraclelumira.sandbox.s3.S3Settings.Account;
import com.oraclelumira.sandbox.stripe.SandboxSettings;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

import static io.restassured.RestAssured.given;

/** The world around the application in every {@code @QuarkusTest}: MongoDB, the sandboxes of Stripe and n8n, and a mail server, once a JVM. */
public class ShopResource implements QuarkusTestResourceLifecycleManager {
    public static final String SECRET_KEY = "sk_test_of_the_suite";
    public static final String JWT_SECRET = "a-secret-of-the-suite-0123456789abcdef";
    public static final String WEBHOOK_SECRET = "whsec_of_the_suite";
    public static final String OLD_WEBHOOK_SECRET = "whsec_before_the_rotation";
    public static final String UPLOADS_BUCKET = "suite-uploads";
    public static final String LECTURES_BUCKET = "suite-lectures";
    public static final String CUSTOMER_APP = "https://oraclelumira.com"; // the first of %test.lumira.cors-origins

    public static final String N8N_TOKEN = "token-of-the-suite";
    public static final String N8N_SECRET = "callback-secret-of-the-suite-0123456789";
    public static final String BOOTSTRAP_CODE = "bootstrap-code-of-the-suite-0123456789";
    private static final Account STORAGE_ACCOUNT = new Account("suite-key", "suite-secret", "eu-west-3");

    private static StripeSandbox stripe;
    private static N8nSandbox n8n;
    private static GreenMail mail;
    private static S3Sandbox storage;

    private final MongoResource mongo = new MongoResource();

    public static StripeSandbox stripe() {
        return stripe;
    }

    /** Silent for every order that a test does not speak for. */
    public static N8nSandbox n8n() {
        return n8n;
    }

    public static GreenMail mail() {
        return mail;
    }

    /** Both buckets of the shop, open to the customers' app. */
    public static S3Sandbox storage() {
        return storage;
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
        config.put("lumira.jwt.secret", JWT_SECRET);
        config.put("lumira.public-url", "https://api.oraclelumira.test");
        config.put("lumira.experts.bootstrap-code", BOOTSTRAP_CODE);
        config.put("lumira.n8n.webhook-url", n8n.webhookUrl());
        config.put("lumira.n8n.webhook-token", N8N_TOKEN);
        config.put("lumira.n8n.callback-secret", N8N_SECRET);
        config.put("lumira.mail.host", "127.0.0.1");
        config.put("lumira.mail.from", "lumira@oraclelumira.test");
        config.put("quarkus.mailer.host", "127.0.0.1");
        config.put("quarkus.mailer.port", String.valueOf(mail.getSmtp().getPort()));
        config.put("quarkus.mailer.from", "lumira@oraclelumira.test");
        config.put("quarkus.mailer.start-tls", "DISABLED");
        config.put("lumira.s3.endpoint", storage.endpoint());
        config.put("lumira.s3.region", STORAGE_ACCOUNT.region());
        config.put("lumira.s3.access-key-id", STORAGE_ACCOUNT.accessKeyId());
        config.put("lumira.s3.secret-access-key", STORAGE_ACCOUNT.secretAccessKey());
        config.put("lumira.s3.uploads-bucket", UPLOADS_BUCKET);
        config.put("lumira.s3.lectures-bucket", LECTURES_BUCKET);
        config.put("lumira.s3.path-style", "true");
        return config;
    }

    private static synchronized void startOnce() {
        if (stripe != null)
            return;
        storage = S3Sandbox.start(S3Settings.in(temporaryFolder(), STORAGE_ACCOUNT, UPLOADS_BUCKET, LECTURES_BUCKET));
        storage.allowOrigins(List.of(CUSTOMER_APP));
        stripe = StripeSandbox.start(SandboxSettings.defaults().secretKeys(SECRET_KEY));
        stripe.delivery(knobs -> knobs.retry(Duration.ofMillis(200)));
        n8n = N8nSandbox.start(
                new N8nSandbox.Settings(0, N8N_TOKEN, N8N_SECRET, Behaviour.of(Behaviour.Kind.SILENCE)));
        n8n.printWith(new Press(storage, LECTURES_BUCKET));
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        mail.start();
    }

    private static Path temporaryFolder() {
        try {
            var folder = Files.createTempDirectory("storage-of-the-suite");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    /** Nothing: they serve the next application of this JVM and end with it. */
    @Override
    public void stop() {
        mongo.stop();
    }
}
