package com.oraclelumira.api.experts;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.experts.Expert.Role;
import com.oraclelumira.api.http.PlainText;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.users.Email;

/** An account to be made: an address that can receive mail, a name that can be shown. */
public record NewExpert(Email email, String name, Role role) {
    private static final int LONGEST_NAME = 100;

    /** Problems: INVALID_EMAIL, VALIDATION_ERROR. */
    public static NewExpert of(@Nullable String email, @Nullable String name, Role role) {
        var clean = PlainText.bounded(name, LONGEST_NAME, "Le nom");
        if (clean == null || clean.length() < 2)
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Le nom doit avoir au moins 2 caractères.");
        return new NewExpert(Email.parse(email).orElseThrow(
                () -> new ProblemException(ProblemType.INVALID_EMAIL, "L'adresse e-mail n'est pas valide.")), clean,
                role);
    }
}
