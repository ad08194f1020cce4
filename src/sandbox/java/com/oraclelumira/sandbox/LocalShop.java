package com.oraclelumira.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import com.oraclelumira.sandbox.demo.DemoSite;
import com.oraclelumira.sandbox.demo.DemoWorld;
import com.oraclelumira.sandbox.n8n.Behaviour;
import com.oraclelumira.sandbox.n8n.N8nSandbox;
import com.oraclelumira.sandbox.s3.S3Sandbox;
import com.oraclelumira.sandbox.s3.S3Settings;
import com.oraclelumira.sandbox.standin.EmbeddedMongo;
import com.oraclelumira.sandbox.standin.Mailbox;
import com.oraclelumira.sandbox.stripe.SandboxSettings;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

/**
 * The whole shop on one machine: database, Stripe, n8n, object storage, mail server, demo site, and the packaged production application between them.
 * Everything listens on loopback, except the application, which knows no such setting. A restart in the same folder
 * finds all data again, mails excepted.
 */
public final class LocalShop implements AutoCloseable {
    private static final Duration START_TIME = Duration.ofMinutes(2);
    private static final String STRIPE_KEY = "sk_test_local_shop";
    private static final String N8N_TOKEN = "n8n-local-shop";
    /** So that a person sees the order in production. */
    private static final Duration GENERATION_TIME = Duration.ofSeconds(3);
    private static final String UPLOADS = "lumira-uploads";
    private static final String LECTURES = "lumira-lectures";

    /** The stand-ins' own chatter; kept here, because loggers that nobody holds forget their level. */
    private static final List<Logger> QUIET = Stream.of("de.bwaldvogel", "com.icegreen", "org.mongodb.driver")
            .map(Logger::getLogger).toList();

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final ShopSettings settings;
    private final ShopSecrets secrets;
    private final EmbeddedMongo mongo;
    private final StripeSandbox stripe;
    private final Mailbox mailbox;
    private final N8nSandbox n8n;
    private final S3Sandbox storage;
    private final DemoSite demo;
    private final PackagedApp app;
    private final DemoExpert expert;

    /** Starts everything; returns when the application is ready. What has started is stopped again if a part does not. */
    public static LocalShop start(ShopSettings settings) {
        return new LocalShop(settings);
    }

    private LocalShop(ShopSettings settings) {
        this.settings = settings;
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        try {
            Files.createDirectories(settings.folder());
            secrets = ShopSecrets.in(settings.folder());
            mongo = keep(new EmbeddedMongo(settings.folder().resolve("mongo.h2"), settings.ports().mongo()));
            stripe = keep(StripeSandbox.start(SandboxSettings.defaults().port(settings.ports().stripe())
                    .secretKeys(STRIPE_KEY).stateFile(settings.folder().resolve("stripe.json"))));
            listenToStripe();
            mailbox = keep(new Mailbox());
            n8n = keep(N8nSandbox.start(new N8nSandbox.Settings(0, N8N_TOKEN, secrets.n8nCallback(),
                    Behaviour.of(Behaviour.Kind.READING).after(GENERATION_TIME))));
            n8n.answerTo(publicUrl() + "/api/expert/n8n-callback");
            storage = keep(S3Sandbox.start(S3Settings.in(settings.folder().resolve("storage"), storageAccount(),
                    UPLOADS, LECTURES).port(settings.ports().storage())));
            demo = keep(DemoSite.start(
                    new DemoWorld(URI.create(publicUrl()), stripe, mailbox, mongo.database()),
                    settings.ports().demo()));
            storage.allowOrigins(List.of(demoUrl(), "http://localhost:3000", "http://localhost:5173"));
            app = keep(AppSettings.of(settings.application()).with(environment()).echoing(settings.log()).start());
            app.awaitReady(START_TIME);
            expert = DemoExpert.of(secrets);
            expert.register(URI.create(publicUrl()), secrets.expertCode());
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    private Map<String, String> environment() {
        var variables = new HashMap<String, String>();
        variables.put("APP_ENV", "development");
        variables.put("PORT", String.valueOf(settings.ports().api()));
        variables.put("MANAGEMENT_PORT", String.valueOf(settings.ports().metrics()));
        variables.put("PUBLIC_URL", publicUrl());
        variables.put("CORS_ORIGIN", demoUrl() + ",http://localhost:3000,http://localhost:5173");
        variables.put("TRUSTED_PROXIES", "127.0.0.0/8");
        variables.put("ENABLE_DEBUG_ROUTES", "true");
        variables.put("COMMIT_SHA", "local");
        variables.put("MONGODB_URI", mongo.uri());
        variables.put("JWT_SECRET", secrets.jwt());
        variables.put("STRIPE_API_BASE", stripe.baseUrl());
        variables.put("STRIPE_SECRET_KEY", STRIPE_KEY);
        variables.put("STRIPE_PUBLISHABLE_KEY", "pk_test_local_shop");
        variables.put("STRIPE_WEBHOOK_SECRET", secrets.webhook());
        variables.put("EXPERT_BOOTSTRAP_CODE", secrets.expertCode());
        variables.put("N8N_WEBHOOK_URL", n8n.webhookUrl());
        variables.put("N8N_WEBHOOK_TOKEN", N8N_TOKEN);
        variables.put("N8N_CALLBACK_SECRET", secrets.n8nCallback());
        variables.put("SMTP_HOST", "127.0.0.1");
        variables.put("SMTP_PORT", String.valueOf(mailbox.port()));
        variables.put("SMTP_STARTTLS", "DISABLED");
        variables.put("MAIL_FROM", "Oracle Lumira <bonjour@example.com>");
        variables.put("SUPPORT_EMAIL", "support@example.com");
        variables.put("S3_ENDPOINT", storage.endpoint());
        variables.put("S3_FORCE_PATH_STYLE", "true");
        variables.put("AWS_REGION", storageAccount().region());
        variables.put("AWS_ACCESS_KEY_ID", storageAccount().accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", storageAccount().secretAccessKey());
        variables.put("AWS_S3_BUCKET_NAME", UPLOADS);
        variables.put("AWS_LECTURES_BUCKET_NAME", LECTURES);
        return variables;
    }

    private S3Settings.Account storageAccount() {
        return new S3Settings.Account("local-shop", secrets.storage(), "eu-west-3");
    }

    /** An endpoint of an earlier start on another port would be retried for ever. */
    private void listenToStripe() throws IOException {
        var endpoint = stripe.addEndpoint(publicUrl() + "/api/payments/webhook", secrets.webhook());
        var file = settings.folder().resolve("webhook-endpoint");
        if (Files.exists(file) && !Files.readString(file).equals(endpoint)) {
            stripe.removeEndpoint(Files.readString(file));
        }
        Files.writeString(file, endpoint);
    }

    /** By number: a browser may take "localhost" for ::1, and the link that it opens must prove the address it buys from. */
    public String publicUrl() {
        return "http://127.0.0.1:" + settings.ports().api();
    }

    public String metricsUrl() {
        return "http://127.0.0.1:" + settings.ports().metrics() + "/metrics";
    }

    public String demoUrl() {
        return "http://localhost:" + demo.port();
    }

    public StripeSandbox stripe() {
        return stripe;
    }

    public N8nSandbox n8n() {
        return n8n;
    }

    public DemoExpert expert() {
        return expert;
    }

    public S3Sandbox storage() {
        return storage;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public EmbeddedMongo mongo() {
        return mongo;
    }

    public PackagedApp app() {
        return app;
    }

    /** The application first, so that it never misses what it works with. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("Could not stop a part of the shop: " + e);
            }
        }
    }
}
