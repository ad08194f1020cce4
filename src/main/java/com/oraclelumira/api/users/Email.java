package com.oraclelumira.api.users;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * An e-mail address that can receive mail, trimmed, in lower case and in one spelling (so one person has one account).
 * Any RFC 5321 address is accepted, {@code +} and long top-level domains included; the check is linear in the length,
 * with no regular expression. Refused: quoted local parts and address literals, which no customer has and every mail
 * relay stumbles over; a part that mixes alphabets, which imitates another address; a domain that two standards read
 * as two (ß), because somebody else would get the mail.
 */
public record Email(String value) {
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;
    private static final int MAX_LABEL = 63;
    private static final String LOCAL_SPECIALS = "!#$%&'*+/=?^_`{|}~-.";

    public Email {
        if (!valid(value))
            throw new IllegalArgumentException("not an e-mail address");
    }

    /** Empty when it cannot be an address. */
    public static Optional<Email> parse(String text) {
        if (text == null || text.length() > MAX_LENGTH)
            return Optional.empty();
        var lower = Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (lower.length() > MAX_LENGTH) // one character may stand for eighteen
            return Optional.empty();
        int at = lower.lastIndexOf('@') + 1;
        var normal = lower.substring(0, at) + Domains.oneSpelling(lower.substring(at));
        return valid(normal) ? Optional.of(new Email(normal)) : Optional.empty();
    }

    private static boolean valid(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && text.length() <= MAX_LENGTH && validLocal(text.substring(0, at))
                && validDomain(text.substring(at + 1));
    }

    private static boolean validLocal(String local) {
        return local.length() <= MAX_LOCAL && !local.startsWith(".") && !local.endsWith(".") && !local.contains("..")
                && local.chars().allMatch(c -> letterOrDigit(c) || LOCAL_SPECIALS.indexOf(c) >= 0)
                && Alphabets.oneOnly(local);
    }

    private static boolean validDomain(String domain) {
        var labels = Domains.ascii(domain).split("\\.", -1);
        return labels.length > 1 && Arrays.stream(labels).allMatch(Email::validLabel)
                && labels[labels.length - 1].chars().anyMatch(Character::isLetter)
                && Arrays.stream(domain.split("\\.", -1)).allMatch(Alphabets::oneOnly);
    }

    private static boolean validLabel(String label) {
        return !label.isEmpty() && label.length() <= MAX_LABEL && !label.startsWith("-") && !label.endsWith("-")
                && label.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z');
    }

    /** RFC 6531 allows letters of every alphabet before the at sign. */
    private static boolean letterOrDigit(int c) {
        return c < 128 ? c >= '0' && c <= '9' || c >= 'a' && c <= 'z' : Character.isLetterOrDigit(c);
    }

    /** What stands before the at sign: the fallback for a missing name. */
    public String localPart() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    /**
     * What is counted when a mailbox is not to be filled: the address without the tag behind its first {@code +}
     * (RFC 5233), which most servers deliver to the same person. Never an address to write to.
     */
    public String mailbox() {
        int tag = value.indexOf('+');
        return tag <= 0 || tag > value.lastIndexOf('@')
                ? value
                : value.substring(0, tag) + value.substring(value.lastIndexOf('@'));
    }

    @Override
    public String toString() {
        return "[e-mail]"; // an address in a log line is personal data
    }
}
