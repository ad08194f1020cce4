package com.oraclelumira.api.notifications;

import java.util.Locale;
import java.util.Map;

import com.oraclelumira.api.http.OneLine;

/** The mails we send; each has a text and an HTML template of this name under {@code templates/mail}. */
public enum MailTemplate {
    ORDER_CONFIRMATION("Votre commande Oracle Lumira"),
    READING_READY("Votre lecture Oracle Lumira est prête"),
    SIGN_IN_LINK("Votre lien de connexion Oracle Lumira"),
    REFUND("Votre remboursement Oracle Lumira"),
    PAYMENT_DECLINED("Votre paiement Oracle Lumira n'a pas abouti"),
    EMAIL_CHANGE("Confirmez votre nouvelle adresse Oracle Lumira"),
    EMAIL_TAKEN("Votre adresse a déjà un compte Oracle Lumira"),
    EMAIL_CHANGED("Votre adresse Oracle Lumira a changé"),
    TICKET_LINK("Confirmez votre demande à Oracle Lumira"),
    TICKET_RECEIVED("Votre demande {number}"),
    TICKET_ANSWER("Réponse à votre demande {number}"),
    TICKET_TEAM("[Lumira] Demande {number} : {subject}"),
    NEW_ORDER("[Lumira] Une nouvelle commande attend"),
    TEAM_ALERT("[Lumira] Une action est attendue");

    private final String subject;

    MailTemplate(String subject) {
        this.subject = subject;
    }

    /** One line; what the values name in braces is put in. */
    String subject(Map<String, String> values) {
        var line = subject;
        for (var value : values.entrySet())
            line = line.replace("{" + value.getKey() + "}", value.getValue());
        return OneLine.of(line);
    }

    /** No person wrote it (RFC 3834), so that no absence notice comes back. */
    boolean isAutomatic() {
        return this != TICKET_ANSWER;
    }

    /** Nobody asked for it: whoever gets it must be able to say no to the next one. */
    boolean isNudge() {
        return this == PAYMENT_DECLINED;
    }

    /** {@code order-confirmation}, … */
    String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
