package com.oraclelumira.api.notifications;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Engine;
import io.vertx.ext.mail.SMTPException;

/** The one way out to the mail server (SMTP). COM-1 */
@Singleton
public class EmailGateway {
    /** A server that says nothing must not hold up the other mails; far below the outbox's claim. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

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

    /** The last mail that this instance had to send found no server that answers. */
    public boolean unreachable() {
        return unreachable;
    }

    /** Hands one mail to the server, text and HTML; throws when the server did not take it within 15 s. */
    void send(Letter letter) {
        var mail = Mail
                .withText(letter.to(), letter.template().subject(letter.values()), rendered(letter, ".txt"))
                .setHtml(rendered(letter, ".html"));
        config.from().ifPresent(mail::setFrom);
        Optional.ofNullable(letter.replyTo()).or(config::support).ifPresent(mail::setReplyTo);
        hand(mail);
    }

    private void hand(Mail mail) {
        var outcome = "failed";
        try {
            mailer.send(mail).await().atMost(PATIENCE);
            outcome = "ok";
            unreachable = false;
        } catch (RuntimeException e) {
            unreachable = reply(e).isEmpty();
            throw e;
        } finally {
            metrics.counter("lumira.mails.sent", "outcome", outcome).increment();
        }
    }

    /** What the server said, where one answered. */
    private static Optional<SMTPException> reply(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).filter(SMTPException.class::isInstance)
                .map(SMTPException.class::cast).findFirst();
    }

    private String rendered(Letter letter, String kind) {
        return templates.getTemplate("mail/" + letter.template().file() + kind).data("mail", letter.values())
                .data("support", config.support().orElse("")).render();
    }
}
