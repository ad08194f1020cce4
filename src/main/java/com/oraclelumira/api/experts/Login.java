package com.oraclelumira.api.experts;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.Limits;

/**
 * Lets an expert in by her password. Only failures are counted, against the address and against the account from that
 * address: colleagues behind one office address do not use up each other's sign-ins.
 */
@Singleton
class Login {
    private final Experts experts;
    private final Passwords passwords;
    private final LoginAttempts attempts;
    private final Limits limits;
    private final LoginRecord record;

    Login(Experts experts, Passwords passwords, LoginAttempts attempts, Limits limits, LoginRecord record) {
        this.experts = experts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.limits = limits;
        this.record = record;
    }

    /**
     * The account, its moment of sign-in noted. Problems: INVALID_CREDENTIALS, the same in words and time whether the
     * account exists, is disabled, or the password is wrong; RATE_LIMITED; SERVICE_UNAVAILABLE.
     */
    Expert login(String email, String password, String network) {
        var account = experts.byEmail(email).filter(Expert::active);
        if (!isRight(email, password, account.map(Expert::passwordHash).orElse(null), network))
            throw refused("Identifiants invalides");
        if (Passwords.weak(account.get().passwordHash()))
            experts.rehash(account.get(), passwords.hash(password));
        var expert = experts.loggedIn(account.get()).orElseThrow(() -> refused("Identifiants invalides"));
        record.granted(expert);
        return expert;
    }

    /**
     * That it is she who asks, and not who found her page open: a wrong password counts as at the sign-in. Problems: those
     * of {@link #login}.
     */
    void confirm(Expert signedIn, String password, String network) {
        if (!isRight(signedIn.email(), password, signedIn.passwordHash(), network))
            throw refused("Le mot de passe actuel n'est pas le bon.");
    }

    private boolean isRight(String email, String password, @Nullable String hash, String network) {
        limits.refuseSpent(LimitGroup.DESK_LOGIN);
        begin(email, network);
        if (matches(email, password, hash, network)) {
            attempts.succeeded(email, network);
            return true;
        }
        record.refused(network);
        limits.take(LimitGroup.DESK_LOGIN);
        return false;
    }

    private void begin(String email, String network) {
        try {
            attempts.begin(email, network);
        } catch (ProblemException locked) {
            record.locked(network);
            throw locked;
        }
    }

    private boolean matches(String email, String password, @Nullable String hash, String network) {
        try {
            return passwords.match(password, hash);
        } catch (ProblemException busy) {
            attempts.takeBack(email, network); // nobody looked at it
            throw busy;
        }
    }

    /** Not 401: at any 401 the desk reloads its page, and nobody would read the sentence. */
    private static ProblemException refused(String sentence) {
        return new ProblemException(ProblemType.INVALID_CREDENTIALS, sentence);
    }
}
