package com.oraclelumira.api.notifications;

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
    NEW_ORDER("[Lumira] Une nouvelle commande attend"),
    TEAM_ALERT("[Lumira] Une action est attendue");

    private final String subject;

    MailTemplate(String subject) {
        this.subject = subject;
    }

    String subject() {
        return subject;
    }

    /** {@code order-confirmation}, … */
    String file() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
