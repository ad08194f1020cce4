package com.oraclelumira.api.users;

import org.jspecify.annotations.Nullable;

/** Who a buyer says she is at checkout. The phone number is as she typed it. */
public record Identity(String email, String firstName, String lastName, @Nullable String phone) {

    private static final int LONGEST_GREETING = 30;

    /** From the checkout form's single name field; what is missing falls back as v1 did: local part, "Client". */
    public static Identity of(Email email, @Nullable String fullName, @Nullable String phone) {
        var words = fullName == null ? "" : fullName.strip();
        int space = words.indexOf(' ');
        var first = space < 0 ? words : words.substring(0, space);
        var last = space < 0 ? "" : words.substring(space + 1).strip();
        return new Identity(email.value(), first.isEmpty() ? email.localPart() : first,
                last.isEmpty() ? "Client" : last,
                phone == null || phone.isBlank() ? null : phone.strip());
    }

    /**
     * The first name as a mail may repeat it: letters, hyphen and apostrophe, at most 30. Nobody has proven the mailbox
     * yet, so nothing that a mail program would turn into a link may pass.
     */
    public String greeting() {
        var clean = firstName.codePoints().filter(c -> Character.isLetter(c) || c == '-' || c == '\'' || c == '’')
                .limit(LONGEST_GREETING)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return clean.toString();
    }

    public String fullName() {
        return firstName + " " + lastName;
    }
}
