package com.oraclelumira.api.notifications;

import java.util.Map;

import jakarta.inject.Singleton;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.qute.Engine;

/** The one way out to the mail server (SMTP). COM-1 */
@Singleton
public class EmailGateway {
    private final Mailer mailer;
    private final Engine templates;
    private final MailConfig config;

    EmailGateway(Mailer mailer, Engine templates, MailConfig config) {
        this.mailer = mailer;
        this.templates = templates;
        this.config = config;
    }

    public boolean configured() {
        return config.host().isPresent();
    }

    /** Hands one mail to the server, text and HTML; throws when the server did not take it. */
    public void send(String to, MailTemplate template, Map<String, String> values) {
        var mail = Mail.withText(to, template.subject(), rendered(template, ".txt", values))
                .setHtml(rendered(template, ".html", values));
        config.from().ifPresent(mail::setFrom);
        mailer.send(mail);
    }

    private String rendered(MailTemplate template, String kind, Map<String, String> values) {
        return templates.getTemplate("mail/" + template.file() + kind).data("mail", values)
                .data("support", config.support().orElse("")).render();
    }
}
