package com.oraclelumira.api.experts;

import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.bson.types.ObjectId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.experts.Expert.Role;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;

/** The experts' accounts, for admins. A password is generated, shown in the one answer, and kept nowhere. */
@Path("/api")
@RolesAllowed(Roles.ADMIN)
@RateLimited(LimitGroup.DESK)
class ExpertAdminResource {
    record CreateRequest(@Schema(required = true) @Nullable String email,
            @Schema(required = true) @Nullable String name, @Nullable String role) {}

    record ExpertsView(List<ExpertView> experts) {}

    /** {@code password} only right after it was generated. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangedView(ExpertView expert, @Nullable String password) {
        static ChangedView of(ExpertAccounts.Changed changed) {
            return new ChangedView(ExpertView.full(changed.expert()), changed.password());
        }
    }

    record InvitationView(String code, Instant expiresAt) {}

    private final Experts experts;
    private final ExpertAccounts accounts;
    private final CurrentExpert current;

    ExpertAdminResource(Experts experts, ExpertAccounts accounts, CurrentExpert current) {
        this.experts = experts;
        this.accounts = accounts;
        this.current = current;
    }

    @GET
    @Path("admin/experts")
    @Operation(summary = "All accounts of the desk.")
    public ExpertsView list() {
        current.actor();
        return new ExpertsView(experts.all().stream().map(ExpertView::full).toList());
    }

    /** Problems: INVALID_EMAIL, VALIDATION_ERROR, CONFLICT. */
    @POST
    @Path("admin/experts")
    @ResponseStatus(201)
    @Operation(summary = "Makes an account; its generated password is in this answer only.")
    @Fails({ProblemType.INVALID_EMAIL, ProblemType.VALIDATION_ERROR, ProblemType.CONFLICT})
    public ChangedView create(@Nullable CreateRequest request) {
        var actor = current.actor();
        if (request == null)
            throw new ProblemException(ProblemType.VALIDATION_ERROR, "Indiquez e-mail et nom.");
        var wanted = NewExpert.of(request.email(), request.name(), role(request.role()));
        return ChangedView.of(accounts.create(wanted, null, actor));
    }

    private static Role role(@Nullable String id) {
        if (id == null || id.equals(Role.EXPERT.id()))
            return Role.EXPERT;
        if (id.equals(Role.ADMIN.id()))
            return Role.ADMIN;
        throw new ProblemException(ProblemType.VALIDATION_ERROR, "Le rôle est expert ou admin.");
    }

    /** A code with which one person may register within three days. */
    @POST
    @Path("admin/experts/invitations")
    @ResponseStatus(201)
    @Operation(summary = "A code with which one person may register within three days.")
    public InvitationView invite() {
        var issued = accounts.invite(current.actor());
        return new InvitationView(issued.code(), issued.expiresAt());
    }

    /** Ends her sessions at once; her orders go back to the queue. Problems: NOT_FOUND; CONFLICT for one's own account. */
    @POST
    @Path("admin/experts/{id}/disable")
    @Operation(summary = "Closes an account, ends its sessions at once and gives its orders back.", description = "CONFLICT for one's own.")
    @Fails({ProblemType.NOT_FOUND, ProblemType.CONFLICT})
    public ChangedView disable(@PathParam("id") String id) {
        var actor = current.actor();
        if (actor.equals("expert:" + id))
            throw new ProblemException(ProblemType.CONFLICT, "Vous ne pouvez pas désactiver votre propre compte.");
        return new ChangedView(ExpertView.full(accounts.disable(known(id), actor)), null);
    }

    /** Problems: NOT_FOUND. */
    @POST
    @Path("admin/experts/{id}/enable")
    @Operation(summary = "Opens a closed account again.")
    @Fails(ProblemType.NOT_FOUND)
    public ChangedView enable(@PathParam("id") String id) {
        return new ChangedView(ExpertView.full(accounts.enable(known(id), current.actor())), null);
    }

    /** Ends her sessions. Problems: NOT_FOUND. */
    @POST
    @Path("admin/experts/{id}/reset-password")
    @Operation(summary = "Gives an account a generated password and ends its sessions.")
    @Fails(ProblemType.NOT_FOUND)
    public ChangedView resetPassword(@PathParam("id") String id) {
        return ChangedView.of(accounts.resetPassword(known(id), null, current.actor()));
    }

    private static ObjectId known(String id) {
        if (!ObjectId.isValid(id))
            throw ExpertAccounts.unknown();
        return new ObjectId(id);
    }
}
