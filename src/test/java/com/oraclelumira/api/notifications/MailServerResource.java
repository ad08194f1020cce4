package com.oraclelumira.api.notifications;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import static org.assertj.core.api.Assertions.assertThat;

/** A mail server as in production: STARTTLS or nothing, a password, and a certificate that must be right. */
public class MailServerResource implements QuarkusTestResourceLifecycleManager {
    static final String SUPPORT = "aide@oraclelumira.test";
    private static final String PASSWORD = "geheim-of-the-suite";
    private static final Path FOLDER = folder();

    private static SmtpServer server;
    private static SSLContext ofAnotherHost;

    static SmtpServer server() {
        return server;
    }

    /** Of somebody who is vouched for, too, and is not who we wanted. */
    static SSLContext ofAnotherHost() {
        return ofAnotherHost;
    }

    /** After the shop's, whose mail server it replaces. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        if (server == null) {
            server = new SmtpServer(tls("localhost", "ours"));
            ofAnotherHost = tls("other.example", "another");
        }
        var config = new HashMap<String, String>();
        config.put("quarkus.mailer.host", "localhost");
        config.put("quarkus.mailer.port", String.valueOf(server.port()));
        config.put("quarkus.mailer.start-tls", "REQUIRED");
        config.put("quarkus.mailer.username", "apikey");
        config.put("quarkus.mailer.password", PASSWORD);
        config.put("quarkus.mailer.tls-configuration-name", "suite");
        config.put("quarkus.tls.suite.trust-store.pem.certs",
                FOLDER.resolve("ours.pem") + "," + FOLDER.resolve("another.pem"));
        config.put("quarkus.mailer.tls", "false");
        // each mail meets the server as the test has it then
        config.put("quarkus.mailer.keep-alive", "false");
        config.put("lumira.mail.support", SUPPORT);
        config.put("lumira.mail.patience", "5s");
        config.put("lumira.mail.from", "Oracle Lumira <bonjour@oraclelumira.test>");
        return config;
    }

    /** Nothing: it ends with the JVM. */
    @Override
    public void stop() {}

    /** A key of its own for a server of this name; its certificate is {@code file.pem}. */
    static SSLContext tls(String host, String file) {
        var keys = FOLDER.resolve(file + ".p12");
        try {
            keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host,
                    "-storetype", "PKCS12", "-keystore", keys.toString());
            keytool("-exportcert", "-rfc", "-keystore", keys.toString(), "-file",
                    FOLDER.resolve(file + ".pem").toString());
            var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-alias", "mail", "-storepass", PASSWORD));
        var run = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("keys-of-the-suite");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
