package com.oraclelumira.api.notifications;

import java.util.Map;

/** The same mail server on a port that means TLS from the first byte, as 465 does. */
public class TlsFirstServerResource extends MailServerResource {
    @Override
    public Map<String, String> start() {
        var config = super.start();
        var port = config.remove("quarkus.mailer.port");
        config.remove("quarkus.mailer.tls");
        config.put("quarkus.mailer.port", "${SMTP_PORT:587}");
        config.put("SMTP_PORT", port);
        config.put("lumira.smtp.tls-on-port." + port, "true");
        return config;
    }
}
