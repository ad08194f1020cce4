package com.oraclelumira.api.notifications;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One mail as it goes to the server.
 *
 * @param id what it is about: the same id is the same mail, sent again
 * @param replyTo who gets the answers; null: our support, where there is one
 */
record Letter(String id, String to, MailTemplate template, Map<String, String> values, @Nullable String replyTo) {
    static Letter of(OutboxMail mail) {
        return new Letter(mail.id(), mail.to(), mail.template(), mail.values(), mail.replyTo());
    }
}
