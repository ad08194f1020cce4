package com.oraclelumira.api.notifications;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import jakarta.inject.Singleton;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import org.eclipse.microprofile.config.Config;

/**
 * The account at the mail server, tried as far as the sign-in with the mailer's own settings: no mail is sent. What the
 * server says is not repeated beyond its codes. COM-1
 */
@Singleton
public class MailAccount {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final String MAILER = "quarkus.mailer.";

    private final MailConfig mail;
    private final Config config;
    private final TlsConfigurationRegistry tls;

    MailAccount(MailConfig mail, Config config, TlsConfigurationRegistry tls) {
        this.mail = mail;
        this.config = config;
        this.tls = tls;
    }

    /** @param seen how far it went, with the server's code where it ended */
    public record Tried(boolean accepted, String seen) {}

    public boolean configured() {
        return mail.host().isPresent();
    }

    /** Connection, TLS from the start or by STARTTLS, and AUTH as a mail would meet them, then QUIT. */
    public Tried tryDoor() {
        var where = value("host").orElse("localhost") + ":" + value("port").orElse("25");
        try (var line = new SmtpLine(value("host").orElse("localhost"), Integer.parseInt(value("port").orElse("25")),
                PATIENCE)) {
            var tried = converse(line);
            line.say("QUIT");
            return new Tried(tried.accepted(), where + ": " + tried.seen());
        } catch (IOException e) {
            return new Tried(false, where + ": " + e.getClass().getSimpleName());
        }
    }

    private Tried converse(SmtpLine line) throws IOException {
        boolean first = value("tls").filter("true"::equals).isPresent();
        var secured = first ? line.secure(context()) : "";
        var greeting = line.reply();
        if (greeting.code() != 220)
            return refused("greets with " + greeting.code());
        var offers = line.say("EHLO localhost");
        if (first)
            return signedIn(line, offers, secured + " from the first byte");
        var wanted = value("start-tls").orElse("OPTIONAL");
        boolean offered = offers.offer("STARTTLS") != null;
        if (wanted.equals("REQUIRED") && !offered)
            return refused("offers no STARTTLS");
        if (wanted.equals("DISABLED") || !offered)
            return signedIn(line, offers, "without TLS");
        var answer = line.say("STARTTLS");
        if (answer.code() != 220)
            return refused("answers STARTTLS with " + answer.code());
        var protocol = line.secure(context());
        return signedIn(line, line.say("EHLO localhost"), protocol);
    }

    private Tried signedIn(SmtpLine line, SmtpLine.Reply offers, String how) throws IOException {
        if (offers.code() != 250)
            return refused("answers EHLO with " + offers.code());
        if (value("username").isEmpty())
            return new Tried(true, how + ", no account is asked for");
        var methods = offers.offer("AUTH");
        if (methods == null)
            return refused("asks for no account, but one is configured");
        var answer = methods.contains("PLAIN") ? plain(line) : login(line);
        return answer.code() == 235
                ? new Tried(true, how + ", the account is accepted")
                : refused("answers the sign-in with " + answer.code());
    }

    private SmtpLine.Reply plain(SmtpLine line) throws IOException {
        return line.say("AUTH PLAIN "
                + base64("\0" + value("username").orElseThrow() + "\0" + value("password").orElse("")));
    }

    private SmtpLine.Reply login(SmtpLine line) throws IOException {
        var asked = line.say("AUTH LOGIN");
        if (asked.code() != 334)
            return asked;
        var again = line.say(base64(value("username").orElseThrow()));
        return again.code() == 334 ? line.say(base64(value("password").orElse(""))) : again;
    }

    private static Tried refused(String seen) {
        return new Tried(false, seen);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whom the mailer trusts. */
    private SSLContext context() throws IOException {
        var own = value("tls-configuration-name").map(tls::get).orElseGet(tls::getDefault);
        try {
            return own.isPresent() ? created(own.get()) : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext created(TlsConfiguration own) throws IOException {
        try {
            return own.createSSLContext();
        } catch (Exception e) { // as declared
            throw new IOException(e);
        }
    }

    private Optional<String> value(String name) {
        return config.getOptionalValue(MAILER + name, String.class);
    }
}
