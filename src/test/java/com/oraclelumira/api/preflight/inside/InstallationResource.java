package com.oraclelumira.api.preflight.inside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import com.oraclelumira.api.notifications.SmtpServer;
import com.oraclelumira.api.notifications.TeamChat;
import com.oraclelumira.api.testing.Keys;
import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.sandbox.n8n.Behaviour;
import com.oraclelumira.sandbox.n8n.N8nSandbox;
import com.oraclelumira.sandbox.s3.S3Sandbox;
import com.oraclelumira.sandbox.s3.S3Settings;
import com.oraclelumira.sandbox.stripe.SandboxSettings;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

/**
 * An installation in which all is well, set up by the variables of its environment, with partners of its own: what goes
 * wrong here is planted. Without periodic jobs, as a command runs.
 */
public class InstallationResource implements QuarkusTestResourceLifecycleManager {
    static final String KEY = "sk_test_preflight";
    static final String WEBHOOK_SECRET = "whsec_preflight";
    static final List<String> ORIGINS = List.of("https://oraclelumira.com", "https://desk.oraclelumira.com");
    static final String HOST = "127.0.0.1";
    static final String UPLOADS = "preflight-uploads";
    static final String LECTURES = "preflight-lectures";
    /** Stripe's, which a test moves on together with the application's. */
    static final SettableClock STRIPES_CLOCK = new SettableClock();

    private static final String TOKEN = "token-of-the-installation";

    static StripeSandbox stripe;
    static S3Sandbox storage;
    static N8nSandbox n8n;
    static SmtpServer mail;
    static TeamChat chat;

    @Override
    public Map<String, String> start() {
        startOnce();
        var config = new HashMap<>(new MongoResource().start());
        config.putAll(
                Map.of("APP_ENV", "staging", "PUBLIC_URL", "http://" + HOST, "CORS_ORIGIN", String.join(",", ORIGINS),
                        "JWT_SECRET", "5b0c1f94a7e2d8366f0e9ab2c41d7f58e3a96b02", "STRIPE_SECRET_KEY", KEY,
                        "STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET, "STRIPE_API_BASE", stripe.baseUrl(), "TRUSTED_PROXIES",
                        "127.0.0.1/32", "MONGODB_URI", config.get("quarkus.mongodb.connection-string")));
        config.putAll(Map.of("SMTP_HOST", "localhost", "SMTP_PORT", String.valueOf(mail.port()), "SMTP_USER", "apikey",
                "SMTP_PASSWORD", "password-of-the-installation", "MAIL_FROM", "Lumira <bonjour@preflight.test>",
                "SUPPORT_EMAIL", "equipe@preflight.test"));
        config.putAll(Map.of("S3_ENDPOINT", storage.endpoint(), "AWS_REGION", "eu-west-3", "AWS_ACCESS_KEY_ID", "key",
                "AWS_SECRET_ACCESS_KEY", "secret", "AWS_S3_BUCKET_NAME", UPLOADS, "AWS_LECTURES_BUCKET_NAME", LECTURES,
                "S3_FORCE_PATH_STYLE", "true"));
        config.putAll(Map.of("N8N_WEBHOOK_URL", n8n.webhookUrl(), "N8N_WEBHOOK_TOKEN", TOKEN, "N8N_CALLBACK_SECRET",
                "5b0c1f94a7e2d8366f0e9ab2c41d7f58e3a96b02", "ALERT_WEBHOOK_URL", chat.address().toString(),
                "ALERT_WEBHOOK_KIND", "slack"));
        config.putAll(settings(config));
        config.putAll(Map.of("quarkus.scheduler.enabled", "false",
                "quarkus.mailer.tls-configuration-name", "suite", "quarkus.mailer.tls", "false",
                "quarkus.tls.suite.trust-store.pem.certs", Keys.certificate("preflight").toString()));
        return config;
    }

    /** What application.properties makes of the variables, where the suite's usual world has set it otherwise. */
    private static Map<String, String> settings(Map<String, String> variables) {
        var settings = new HashMap<String, String>();
        Map.ofEntries(Map.entry("lumira.stripe.secret-key", "STRIPE_SECRET_KEY"),
                Map.entry("lumira.stripe.api-base", "STRIPE_API_BASE"),
                Map.entry("lumira.stripe.webhook-secrets", "STRIPE_WEBHOOK_SECRET"),
                Map.entry("lumira.jwt.secret", "JWT_SECRET"), Map.entry("lumira.public-url", "PUBLIC_URL"),
                Map.entry("lumira.n8n.webhook-url", "N8N_WEBHOOK_URL"),
                Map.entry("lumira.n8n.webhook-token", "N8N_WEBHOOK_TOKEN"),
                Map.entry("lumira.n8n.callback-secret", "N8N_CALLBACK_SECRET"),
                Map.entry("lumira.mail.host", "SMTP_HOST"), Map.entry("lumira.mail.from", "MAIL_FROM"),
                Map.entry("quarkus.mailer.host", "SMTP_HOST"), Map.entry("quarkus.mailer.port", "SMTP_PORT"),
                Map.entry("quarkus.mailer.from", "MAIL_FROM"), Map.entry("lumira.s3.endpoint", "S3_ENDPOINT"),
                Map.entry("lumira.s3.region", "AWS_REGION"), Map.entry("lumira.s3.access-key-id", "AWS_ACCESS_KEY_ID"),
                Map.entry("lumira.s3.secret-access-key", "AWS_SECRET_ACCESS_KEY"),
                Map.entry("lumira.s3.uploads-bucket", "AWS_S3_BUCKET_NAME"),
                Map.entry("lumira.s3.lectures-bucket", "AWS_LECTURES_BUCKET_NAME"))
                .forEach((setting, variable) -> settings.put(setting, variables.get(variable)));
        settings.put("quarkus.mailer.start-tls", "REQUIRED");
        return settings;
    }

    /** After the suite's usual world, which it replaces. */
    @Override
    public int order() {
        return 100;
    }

    private static synchronized void startOnce() {
        if (stripe != null)
            return;
        stripe = StripeSandbox.start(SandboxSettings.defaults().secretKeys(KEY).clock(STRIPES_CLOCK));
        stripe.delivery(knobs -> knobs.retry(Duration.ofMillis(200)));
        storage = S3Sandbox.start(S3Settings.in(folder(), new S3Settings.Account("key", "secret", "eu-west-3"), UPLOADS,
                LECTURES));
        storage.put(UPLOADS, "uploads/2026/11/a-face_photo.jpg", "image/jpeg",
                "a photo".getBytes(StandardCharsets.UTF_8));
        storage.put(LECTURES, "lectures/a.pdf", "application/pdf", "a reading".getBytes(StandardCharsets.UTF_8));
        n8n = N8nSandbox.start(new N8nSandbox.Settings(0, TOKEN, "", Behaviour.of(Behaviour.Kind.SILENCE)));
        mail = new SmtpServer(Keys.of("localhost", "preflight", 90));
        chat = new TeamChat();
        chat.wantsText();
    }

    private static java.nio.file.Path folder() {
        try {
            return Files.createTempDirectory("storage-of-the-installation");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing: they end with the JVM. */
    @Override
    public void stop() {}
}
