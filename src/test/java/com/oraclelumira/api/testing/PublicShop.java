package com.oraclelumira.api.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.bson.Document;

import com.oraclelumira.api.notifications.TeamChat;
import com.oraclelumira.sandbox.PackagedApp;
import com.oraclelumira.sandbox.n8n.Behaviour;
import com.oraclelumira.sandbox.n8n.N8nSandbox;
import com.oraclelumira.sandbox.s3.S3Sandbox;
import com.oraclelumira.sandbox.s3.S3Settings;
import com.oraclelumira.sandbox.standin.Mailbox;

/**
 * The packaged application as the public has it: names of its own, HTTPS by a real HAProxy with certificates of a real
 * authority (the test's), two pages beside it, and all its partners. Faults are planted at the proxy, by their name in
 * {@link PublicProxy}, and taken away again, without a restart.
 */
public final class PublicShop implements AutoCloseable {
    public static final String API = "api.lumira.test";
    public static final String APP = "lumira.test";
    public static final String DESK = "desk.lumira.test";
    /** A page's name that is on no list of the API's. */
    public static final String UNLISTED = "new.lumira.test";
    /** A name that could be in the public DNS, and leads to this machine. */
    public static final String PRIVATE = "lumira.example";
    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String UPLOADS = "lumira-uploads";
    private static final String READINGS = "lumira-lectures";
    private static final S3Settings.Account STORAGE = new S3Settings.Account("public-shop",
            "the-public-shop-has-a-secret", "eu-west-3");
    private static final String N8N_TOKEN = "n8n-of-the-public-shop";
    private static final String RANDOM = "5b0c1f94a7e2d8366f0e9ab2c41d7f58e3a96b02";
    private static final int NOT_WITHOUT_A_MESSAGE = 400;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Path folder;
    private final int https = PackagedApp.freePort();
    public final int http = PackagedApp.freePort();
    public final PackagedShop shop;
    public final S3Sandbox storage;
    public final N8nSandbox n8n;
    public final Mailbox mailbox;
    public final TeamChat chat;
    public final PackagedApp app;
    public final Authority authority;
    private final String certificate;
    private HaProxy proxy;
    private final Map<String, String> variables;

    /** Skips the calling test where there is no HAProxy. */
    public PublicShop(Path folder) throws IOException, InterruptedException {
        HaProxy.isNeeded();
        this.folder = folder;
        try {
            shop = keep(new PackagedShop());
            storage = keep(S3Sandbox.start(S3Settings.in(folder.resolve("storage"), STORAGE, UPLOADS, READINGS)));
            n8n = keep(N8nSandbox.start(
                    new N8nSandbox.Settings(0, N8N_TOKEN, RANDOM, Behaviour.of(Behaviour.Kind.READING))));
            mailbox = keep(new Mailbox());
            chat = keep(new TeamChat());
            variables = variables();
            prepare();
            app = keep(shop.start(variables));
            authority = new Authority(folder);
            certificate = authority.vouched("-1d", 90, names());
            proxied();
            await();
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void proxied() throws IOException {
        Files.writeString(folder.resolve("faults.map"), "none yes\n");
        Files.writeString(folder.resolve("visitor.map"), "network 203.0.113.1\n");
        Files.writeString(folder.resolve("wait.lua"), PublicProxy.WAIT);
        Files.writeString(folder.resolve("shown.pem"), certificate);
        proxy = keep(new HaProxy(PublicProxy.settings(folder, http, https, app.port()), folder));
    }

    private void await() throws IOException {
        try (var setup = command("storage-setup")) {
            app.awaitReady(PATIENCE);
            setup.awaitExit(PATIENCE);
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    /** What the application and its commands are told. */
    private Map<String, String> variables() {
        var all = new HashMap<String, String>();
        all.putAll(Map.of("PUBLIC_URL", address(API).toString(), "COMMIT_SHA", COMMIT, "TRUSTED_PROXIES",
                "127.0.0.9/32", "CORS_ORIGIN", address(APP) + "," + address(DESK) + "," + address(PRIVATE)));
        all.putAll(Map.of("MANAGEMENT_PORT", String.valueOf(PackagedApp.freePort()), "JWT_SECRET", RANDOM,
                "MONGODB_SLOW_MS", "60000", "ALERT_WEBHOOK_URL", chat.address().toString(), "ALERT_WEBHOOK_KIND",
                "slack"));
        all.putAll(Map.of("SMTP_HOST", "127.0.0.1", "SMTP_PORT", String.valueOf(mailbox.port()), "SMTP_STARTTLS",
                "DISABLED", "MAIL_FROM", "Oracle Lumira <bonjour@example.com>", "SUPPORT_EMAIL",
                "support@example.com"));
        all.putAll(Map.of("N8N_WEBHOOK_URL", n8n.webhookUrl(), "N8N_WEBHOOK_TOKEN", N8N_TOKEN, "N8N_CALLBACK_SECRET",
                RANDOM));
        all.putAll(Map.of("S3_ENDPOINT", storage.endpoint(), "S3_FORCE_PATH_STYLE", "true", "AWS_REGION",
                STORAGE.region(), "AWS_ACCESS_KEY_ID", STORAGE.accessKeyId(), "AWS_SECRET_ACCESS_KEY",
                STORAGE.secretAccessKey(), "AWS_S3_BUCKET_NAME", UPLOADS, "AWS_LECTURES_BUCKET_NAME", READINGS));
        return all;
    }

    /** What Stripe, people and jobs have done before a shop opens. */
    private void prepare() {
        chat.answers(NOT_WITHOUT_A_MESSAGE, null, null);
        shop.stripe().addEndpoint(address(API) + PackagedShop.WEBHOOK, "whsec_of_the_public_shop");
        var bytes = "a file".getBytes(StandardCharsets.UTF_8);
        storage.put(UPLOADS, "uploads/2026/11/a-face_photo.jpg", "image/jpeg", bytes);
        storage.put(READINGS, "lectures/a.pdf", "application/pdf", bytes);
        var now = new Date();
        shop.insert("backups", new Document("_id", "lumira-now").append("startedAt", now).append("bytes", 1_000L)
                .append("offsite", "stored"));
        shop.insert("restore_drills", new Document("_id", "now").append("at", now).append("dump", "lumira-now")
                .append("seconds", 12).append("equal", true));
    }

    public URI address(String name) {
        return URI.create("https://" + name + ":" + https);
    }

    public static String[] names() {
        return TestNames.NAMES.toArray(String[]::new);
    }

    /** A command of the packaged application in this shop's environment, with the shop's names. Has not ended yet. */
    public PackagedApp command(String... words) throws IOException {
        return shop.command(variables, List.of("-Djdk.net.hosts.file=" + hosts(folder)), words);
    }

    /** For {@code -Djdk.net.hosts.file}: a JVM with it knows these names and no other. */
    static Path hosts(Path folder) throws IOException {
        return Files.writeString(folder.resolve("hosts"),
                TestNames.NAMES.stream().map(name -> "127.0.0.1 " + name + "\n").collect(Collectors.joining()));
    }

    /** Whoever comes from now on comes from another network, with limits of its own: 1 to 250. */
    public void visitedFrom(int network) throws IOException {
        proxy.tell("set map %s/visitor.map network 203.0.113.%d\n".formatted(folder, network));
    }

    /** From now on the proxy does what {@link PublicProxy} has under this name. */
    public void plant(String fault) throws IOException {
        proxy.tell("add map %s/faults.map %s yes\n".formatted(folder, fault));
    }

    public void shows(String keyAndCertificate) throws IOException {
        proxy.tell("set ssl cert %s/shown.pem <<\n%s\n".formatted(folder, keyAndCertificate));
        proxy.tell("commit ssl cert %s/shown.pem\n".formatted(folder));
    }

    /** Takes every fault away. */
    public void mend() throws IOException {
        shows(certificate);
        proxy.tell("clear map %s/faults.map\n".formatted(folder));
    }

    @Override
    public void close() {
        while (!started.isEmpty())
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
    }
}
