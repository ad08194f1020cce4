package com.oraclelumira.api.notifications;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Engine;

/** The one way out to the mail server (SMTP). COM-1 */
@Singleton
public class EmailGateway {
    /** A server that says nothing must not hold up the other mails; far below the outbox's claim. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ReactiveMailer mailer;
    private final Engine templates;
    private final MailConfig config;
    private final MeterRegistry metrics;

    EmailGateway(ReactiveMailer mailer, Engine templates, MailConfig config, MeterRegistry metrics) {
        this.mailer = mailer;
        this.templates = templates;
        this.config = config;
        this.metrics = metrics;
    }

    public boolean configured() {
        return config.host().isPresent();
    }

    /** Hands one mail to the server, text and HTML; throws when the server did not take it within 15 s. */
    public void send(String to, MailTemplate template, Map<String, String> values) {
        var mail = Mail.withText(to, template.subject(), rendered(template, ".txt", values))
                .setHtml(rendered(template, ".html", values));
        config.from().ifPresent(mail::setFrom);
        var outcome = "failed";
        try {
            mailer.send(mail).await().atMost(PATIENCE);
            outcome = "ok";
        } finally {
            metrics.counter("lumira.mails.sent", "outcome", outcome).increment();
        }
    }

    private String rendered(MailTemplate template, String kind, Map<String, String> values) {
        return templates.getTemplate("mail/" + template.file() + kind).data("mail", values)
                .data("support", config.support().orElse("")).render();
    }
}
