package com.oraclelumira.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import com.oraclelumira.sandbox.demo.DemoSite;
import com.oraclelumira.sandbox.demo.DemoWorld;
import com.oraclelumira.sandbox.n8n.Behaviour;
import com.oraclelumira.sandbox.n8n.N8nSandbox;
import com.oraclelumira.sandbox.n8n.Press;
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
    static final String STRIPE_KEY = "sk_test_local_shop";
    static final String N8N_TOKEN = "n8n-local-shop";
    /** So that a person sees the order in production. */
    private static final Duration GENERATION_TIME = Duration.ofSeconds(3);
    static final String UPLOADS = "lumira-uploads";
    static final String LECTURES = "lumira-lectures";

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
            n8n.printWith(new Press(storage, LECTURES));
            expert = DemoExpert.of(secrets);
            demo = keep(DemoSite.start(new DemoWorld(URI.create(publicUrl()), URI.create(storage.endpoint()), stripe,
                    mailbox, mongo.database(), new DemoWorld.Expert(expert.email(), expert.password())),
                    settings.ports().demo()));
            storage.allowOrigins(pages());
            app = keep(AppSettings.of(settings.application()).with(ShopEnvironment.of(this, settings, secrets))
                    .echoing(settings.log()).start());
            app.awaitReady(START_TIME);
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

    S3Settings.Account storageAccount() {
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

    /** Whose scripts may call: the customers' app comes first, under both names of this machine; then developers' own. */
    List<String> pages() {
        return List.of(demoUrl(), "http://127.0.0.1:" + demo.port(), "http://localhost:3000",
                "http://localhost:5173");
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
