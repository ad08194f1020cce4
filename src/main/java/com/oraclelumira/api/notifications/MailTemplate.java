package com.oraclelumira.api.notifications;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final String subject;

    MailTemplate(String subject) {
        this.subject = subject;
    }

    /** One line; what the values name in braces is put in, and braces inside a value are a customer's own. */
    String subject(Map<String, String> values) {
        return OneLine.of(PLACE.matcher(subject)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group()))));
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
