package com.oraclelumira.api.notifications;

import java.util.HashMap;
import java.util.Map;

import javax.net.ssl.SSLContext;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import com.oraclelumira.api.testing.Keys;

/** A mail server as in production: STARTTLS or nothing, a password, and a certificate that must be right. */
public class MailServerResource implements QuarkusTestResourceLifecycleManager {
    static final String SUPPORT = "aide@oraclelumira.test";
    private static final String PASSWORD = "geheim-of-the-suite";

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
                Keys.certificate("ours") + "," + Keys.certificate("another"));
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

    static SSLContext tls(String host, String file) {
        return Keys.of(host, file, 90);
    }
}
