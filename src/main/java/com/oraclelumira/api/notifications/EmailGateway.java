package com.oraclelumira.api.notifications;

import java.net.IDN;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Engine;

import com.oraclelumira.api.security.Hashes;

/** The one way out to the mail server (SMTP). COM-1 */
@Singleton
public class EmailGateway {
    private final ReactiveMailer mailer;
    private final Engine templates;
    private final MailConfig config;
    private final MeterRegistry metrics;
    private volatile boolean unreachable;

    EmailGateway(ReactiveMailer mailer, Engine templates, MailConfig config, MeterRegistry metrics) {
        this.mailer = mailer;
        this.templates = templates;
        this.config = config;
        this.metrics = metrics;
    }

    public boolean configured() {
        return config.host().isPresent();
    }

    /** The last mail that this instance had to send found no server that takes mails. */
    public boolean unreachable() {
        return unreachable;
    }

    /** Hands one mail to the server, text and HTML; {@link MailFailure} when the server did not take it in time. */
    void send(Letter letter) {
        var mail = Mail
                .withText(written(letter.to()), letter.template().subject(letter.values()), rendered(letter, ".txt"))
                .setHtml(rendered(letter, ".html"));
        config.from().ifPresent(mail::setFrom);
        Optional.ofNullable(letter.replyTo()).or(config::support).map(EmailGateway::written)
                .ifPresent(mail::setReplyTo);
        mail.addHeader("Message-ID", messageId(letter));
        if (letter.template().isAutomatic())
            mail.addHeader("Auto-Submitted", "auto-generated");
        if (letter.template().isNudge())
            config.support().ifPresent(
                    support -> mail.addHeader("List-Unsubscribe", "<mailto:%s?subject=STOP>".formatted(support)));
        hand(mail);
    }

    /** With the domain in ASCII: in other letters few servers take it (RFC 6531), and the mail would be given up. */
    private static String written(String address) {
        int domain = address.lastIndexOf('@') + 1;
        try {
            return address.substring(0, domain) + IDN.toASCII(address.substring(domain));
        } catch (IllegalArgumentException _) {
            return address; // no domain at all: the mailer says so
        }
    }

    /** Both copies that leave around a crash have the same one. */
    private String messageId(Letter letter) {
        var domain = config.from().map(from -> from.replaceAll(".*@|>.*", "")).orElse("localhost");
        return "<%s@%s>".formatted(Hashes.sha256("mail", letter.id(), letter.to()), domain);
    }

    private void hand(Mail mail) {
        var outcome = "failed";
        try {
            mailer.send(mail).await().atMost(config.patience());
            outcome = "ok";
            unreachable = false;
        } catch (RuntimeException e) {
            var failure = MailFailure.of(e);
            unreachable = !failure.ofThisMail();
            throw failure;
        } finally {
            metrics.counter("lumira.mails.sent", "outcome", outcome).increment();
        }
    }

    private String rendered(Letter letter, String kind) {
        return templates.getTemplate("mail/" + letter.template().file() + kind).data("mail", letter.values())
                .data("support", config.support().orElse("")).render();
    }
}
