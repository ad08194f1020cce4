package com.oraclelumira.api.sanctuary;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

import org.bson.types.ObjectId;
import org.eclipse.microprofile.jwt.JsonWebToken;

import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.security.TokenIssuer.Proof;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

/**
 * The customer whose token came with the request. Her routes ask for any token and this class for the right one, because
 * the page ends a session on 401 only, and by its words.
 */
@RequestScoped
public class CurrentCustomer {
    private final JsonWebToken token;
    private final Users users;

    CurrentCustomer(JsonWebToken token, Users users) {
        this.token = token;
        this.users = users;
    }

    /** Empty without a token, and where {@link #require} refuses it. */
    public Optional<User> find() {
        if (token.getRawToken() == null)
            return Optional.empty();
        try {
            return Optional.of(require());
        } catch (ProblemException noCustomer) {
            return Optional.empty();
        }
    }

    /** UNAUTHENTICATED when the account is gone or its earlier sessions were ended; both UIs know the texts. */
    public User require() {
        if (!token.getGroups().contains(Roles.CUSTOMER))
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "Token invalide pour le sanctuaire");
        var user = users.findById(new ObjectId(token.<String>getClaim("userId")));
        if (user == null)
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "Utilisateur introuvable : Token invalide");
        var ended = provenByMailbox() ? user.sessionsEndedAt() : user.sessionsValidFrom();
        if (ended != null && token.getIssuedAtTime() <= ended.getEpochSecond())
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "Token invalide");
        return user;
    }

    /** A purchase ends the sessions of who bought in her name, not of who reads her mail. */
    private boolean provenByMailbox() {
        return Proof.MAILBOX.label().equals(token.getClaim("proof"));
    }
}
