package com.oraclelumira.api.sanctuary;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.PlainText;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.users.Email;
import com.oraclelumira.api.users.User;

/** Any of the four fields of a customer's identity (contract M8); the page always sends all of them. */
record IdentityRequest(@Nullable String firstName, @Nullable String lastName, @Nullable String phone,
        @Nullable String email) {

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_PHONE = 30;
    /** v1's rule, on the digits alone: international, or French with its leading zero. */
    private static final Pattern PHONE = Pattern.compile("\\+?[1-9]\\d{6,14}|0\\d{8,10}");
    private static final Pattern PUNCTUATION = Pattern.compile("[ .()\\-\\u00a0]");

    /** What differs from her account and takes effect at once, by the field's path. VALIDATION_ERROR. */
    Map<String, @Nullable Object> changes(User user) {
        var changes = new LinkedHashMap<String, @Nullable Object>();
        put(changes, "firstName", name(firstName, "Le prénom"), user.firstName());
        put(changes, "lastName", name(lastName, "Le nom"), user.lastName());
        if (phone != null && !phone.equals(user.phone()))
            changes.put("phone", phone(phone));
        return changes;
    }

    /** The address she asks for, when it is another than hers. VALIDATION_ERROR. */
    Optional<Email> newEmail(User user) {
        if (email == null)
            return Optional.empty();
        var asked = Email.parse(email).orElseThrow(() -> refused("Format email invalide"));
        return Optional.of(asked).filter(other -> !other.value().equals(user.email()));
    }

    private static void put(Map<String, @Nullable Object> changes, String field, @Nullable String value, String old) {
        if (value != null && !value.equals(old))
            changes.put(field, value);
    }

    private static @Nullable String name(@Nullable String text, String what) {
        var clean = PlainText.bounded(text, LONGEST_NAME, what);
        if (clean != null && clean.isEmpty())
            throw refused(what + " est requis.");
        return clean;
    }

    private static @Nullable String phone(String text) {
        var clean = PUNCTUATION.matcher(PlainText.bounded(text, LONGEST_PHONE, "Le numéro de téléphone"))
                .replaceAll("");
        if (clean.isEmpty())
            return null;
        if (!PHONE.matcher(clean).matches())
            throw refused("Format téléphone invalide");
        return clean;
    }

    private static ProblemException refused(String sentence) {
        return new ProblemException(ProblemType.VALIDATION_ERROR, sentence);
    }
}
