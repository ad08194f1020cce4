package com.oraclelumira.api.experts;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;

/** What admins, commands and invitations do to accounts: each change is audited before it happens. */
@Singleton
public class ExpertAccounts {
    /** {@code password} was generated, is kept nowhere, and is to be shown once; null when its owner chose it. */
    public record Changed(Expert expert, @Nullable String password) {}

    private final Experts experts;
    private final Passwords passwords;
    private final Invitations invitations;
    private final AuditTrail audit;
    private final Event<ExpertDisabled> disabled;
    private final Clock clock;

    ExpertAccounts(Experts experts, Passwords passwords, Invitations invitations, AuditTrail audit,
            Event<ExpertDisabled> disabled, Clock clock) {
        this.experts = experts;
        this.passwords = passwords;
        this.invitations = invitations;
        this.audit = audit;
        this.disabled = disabled;
        this.clock = clock;
    }

    /** @param password null: one is generated. Problems: CONFLICT, VALIDATION_ERROR, SERVICE_UNAVAILABLE */
    public Changed create(NewExpert wanted, @Nullable String password, String actor) {
        var chosen = chosenOrGenerated(password);
        var now = clock.instant();
        var expert = new Expert(new ObjectId(), wanted.email().value(), passwords.hash(chosen), wanted.name(),
                wanted.role(), true, null, null, now, now);
        audit.record(actor, "expert.created", expert.actor(), "role=" + wanted.role().id());
        if (!experts.add(expert))
            throw new ProblemException(ProblemType.CONFLICT, "Un expert avec cet email existe déjà");
        return new Changed(expert, password == null ? chosen : null);
    }

    /**
     * Registers with an invitation, or as the first of all with the code from the environment. A code is used once; a
     * registration that fails leaves it as it was. Problems: FORBIDDEN without such a code, otherwise as create.
     */
    Expert register(NewExpert wanted, String password, @Nullable String code) {
        chosenOrGenerated(password);
        var claim = invitations.claim(code).orElseThrow(() -> new ProblemException(ProblemType.FORBIDDEN,
                "L'inscription des experts se fait sur invitation : demandez un code à un administrateur."));
        try {
            return create(new NewExpert(wanted.email(), wanted.name(), claim.role()), password, "invitation")
                    .expert();
        } catch (RuntimeException e) {
            invitations.giveBack(claim);
            throw e;
        }
    }

    Invitations.Issued invite(String actor) {
        audit.record(actor, "expert.invited", "expert:new", null);
        return invitations.issue(actor);
    }

    /** The code of a new invitation, to be shown once. */
    public String invitationCode(String actor) {
        return invite(actor).code();
    }

    /** Ends her sessions and gives her orders back; the second call changes nothing. Problems: NOT_FOUND. */
    public Expert disable(ObjectId id, String actor) {
        var expert = audited(actor, "expert.disabled", id, account -> experts.activate(account, false));
        disabled.fire(new ExpertDisabled(expert, actor));
        return expert;
    }

    /** Problems: NOT_FOUND. */
    public Expert enable(ObjectId id, String actor) {
        return audited(actor, "expert.enabled", id, account -> experts.activate(account, true));
    }

    /** Ends her sessions. @param password null: one is generated. Problems: NOT_FOUND, VALIDATION_ERROR */
    public Changed resetPassword(ObjectId id, @Nullable String password, String actor) {
        var chosen = chosenOrGenerated(password);
        var hash = passwords.hash(chosen);
        var expert = audited(actor, "expert.password_reset", id, account -> experts.resetPassword(account, hash));
        return new Changed(expert, password == null ? chosen : null);
    }

    /**
     * As she wishes, who has confirmed that it is she; ends her sessions, the present one included. Problems:
     * VALIDATION_ERROR; UNAUTHENTICATED when an admin ended her sessions meanwhile.
     */
    Expert changePassword(Expert expert, String password) {
        var hash = passwords.hash(chosenOrGenerated(password));
        audit.record(expert.actor(), "expert.password_changed", expert.actor(), null);
        return experts.changePassword(expert, hash)
                .orElseThrow(() -> new ProblemException(ProblemType.UNAUTHENTICATED, "Token invalide"));
    }

    private Expert audited(String actor, String action, ObjectId id, Function<ObjectId, Optional<Expert>> change) {
        var expert = experts.byId(id).orElseThrow(ExpertAccounts::unknown);
        audit.record(actor, action, expert.actor(), null);
        return change.apply(id).orElseThrow(ExpertAccounts::unknown);
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "Cet expert est introuvable.");
    }

    private static String chosenOrGenerated(@Nullable String password) {
        if (password == null)
            return Passwords.generated();
        if (!Passwords.acceptable(password))
            throw new ProblemException(ProblemType.VALIDATION_ERROR,
                    "Le mot de passe doit avoir au moins %d caractères (et au plus %d octets)."
                            .formatted(Passwords.SHORTEST, Passwords.LONGEST_BYTES));
        return password;
    }
}
