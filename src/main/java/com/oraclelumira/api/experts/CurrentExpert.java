package com.oraclelumira.api.experts;

import jakarta.enterprise.context.RequestScoped;

import org.bson.types.ObjectId;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.OneLine;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.security.TokenIssuer;

/**
 * The expert whose token came with the request. A role on the route is not enough: only here is it seen that the account
 * still exists, is active, and that its sessions were not ended. Every desk and admin route asks it.
 */
@RequestScoped
public class CurrentExpert {
    private final JsonWebToken token;
    private final Experts experts;
    private @Nullable Expert found;

    CurrentExpert(JsonWebToken token, Experts experts) {
        this.token = token;
        this.experts = experts;
    }

    /**
     * Her account; asking again in the same request reads nothing. Problems: UNAUTHENTICATED, also for the emergency
     * token of the {@code admin-token} command, behind which there is no account.
     */
    public Expert require() {
        if (found == null)
            found = look();
        return found;
    }

    /**
     * Who acts, for the audit trail: {@code expert:<id>}, or {@code admin:<name>} for an emergency token. Problems:
     * UNAUTHENTICATED as {@link #require()}, the emergency token excepted.
     */
    public String actor() {
        if (isEmergency())
            return "admin:" + OneLine.of(token.getName());
        return require().actor();
    }

    /** Issued by whoever can run a command inside the container, for a few minutes. */
    public boolean isEmergency() {
        return token.getRawToken() != null && ofTheDesk() && token.getClaim("expertId") == null
                && token.getGroups().contains(Roles.ADMIN);
    }

    private boolean ofTheDesk() {
        return token.getAudience() != null && token.getAudience().contains(TokenIssuer.Audience.DESK);
    }

    private Expert look() {
        if (token.getRawToken() == null)
            throw refused("Token d'authentification requis");
        String id = token.getClaim("expertId");
        if (!ofTheDesk() || id == null || !ObjectId.isValid(id))
            throw refused("Expert non autorisé");
        var expert = experts.byId(new ObjectId(id)).filter(Expert::active)
                .orElseThrow(() -> refused("Expert non autorisé"));
        if (!version().equals(String.valueOf(expert.tokenVersion())))
            throw refused("Token invalide");
        return expert;
    }

    /** v1's tokens name none: they are good until her sessions are ended for the first time. */
    private String version() {
        Object named = token.getClaim(TokenIssuer.VERSION);
        return named == null ? "0" : named.toString();
    }

    private static ProblemException refused(String sentence) {
        return new ProblemException(ProblemType.UNAUTHENTICATED, sentence);
    }
}
