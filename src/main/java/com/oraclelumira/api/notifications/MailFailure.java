package com.oraclelumira.api.notifications;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.vertx.ext.mail.SMTPException;

/** Why a mail was not taken, without a word of what the server said: that may name the customer. */
final class MailFailure extends RuntimeException {
    /** RFC 4954: the password, not the mail. */
    private static final Set<Integer> OF_THE_SIGN_IN = Set.of(530, 534, 535, 538);
    private static final int SERVICE_ENDS = 421;

    private final boolean forGood;
    private final boolean ofThisMail;

    private MailFailure(String reason, boolean forGood, boolean ofThisMail, Throwable cause) {
        super(reason, cause);
        this.forGood = forGood;
        this.ofThisMail = ofThisMail;
    }

    static MailFailure of(Throwable failure) {
        if (first(failure, IllegalArgumentException.class).isPresent())
            return new MailFailure("address", true, true, failure);
        return first(failure, SMTPException.class).filter(answer -> answer.getReplyCode() > 0)
                .map(MailFailure::answered)
                .orElseGet(() -> new MailFailure(withoutAnswer(failure), false, false, failure));
    }

    private static MailFailure answered(SMTPException answer) {
        int code = answer.getReplyCode();
        boolean ofThisMail = !OF_THE_SIGN_IN.contains(code) && code != SERVICE_ENDS;
        return new MailFailure("smtp=" + code, ofThisMail && answer.isPermanent(), ofThisMail, answer);
    }

    private static String withoutAnswer(Throwable failure) {
        boolean tls = causes(failure).map(Throwable::getMessage).filter(Objects::nonNull)
                .anyMatch(text -> text.toUpperCase(java.util.Locale.ROOT).contains("STARTTLS"));
        return tls
                ? "no STARTTLS"
                : causes(failure).reduce((_, cause) -> cause).orElse(failure).getClass().getSimpleName();
    }

    private static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** The same mail again would be refused again. */
    boolean forGood() {
        return forGood;
    }

    /** Other mails may be taken nevertheless. */
    boolean ofThisMail() {
        return ofThisMail;
    }
}
