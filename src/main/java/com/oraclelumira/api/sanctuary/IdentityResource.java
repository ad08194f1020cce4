package com.oraclelumira.api.sanctuary;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

/** Who the customer is to us (contract M8). Her address changes only when the new mailbox says so: {@link EmailChange}. */
@Path("/api")
@Authenticated
@RateLimited(LimitGroup.CUSTOMER)
@Callers("a customer, about herself")
class IdentityResource {
    private static final String CONFIRM = "Un lien de confirmation a été envoyé à votre nouvelle adresse. "
            + "Votre adresse actuelle reste valable tant que vous ne l'avez pas ouvert.";

    /** {@code message} only while an address waits to be confirmed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IdentityView(String email, String firstName, String lastName, @Nullable String phone,
            @Nullable String message) {
        static IdentityView of(User user, @Nullable String message) {
            return new IdentityView(user.email(), user.firstName(), user.lastName(), user.phone(), message);
        }
    }

    private final CurrentCustomer customer;
    private final Users users;
    private final EmailChange emailChange;

    IdentityResource(CurrentCustomer customer, Users users, EmailChange emailChange) {
        this.customer = customer;
        this.users = users;
        this.emailChange = emailChange;
    }

    @GET
    @Path("users/me")
    @Operation(summary = "Name, address and phone of the customer.")
    public IdentityView me() {
        return IdentityView.of(customer.require(), null);
    }

    /** All of it or none: a refused address or number changes no name. VALIDATION_ERROR, RATE_LIMITED. */
    @PATCH
    @Path("users/me")
    @Operation(summary = "Changes them, all or none (M8).", description = "A new address counts once the link mailed to it is opened; until then message says so.")
    @Fails(ProblemType.VALIDATION_ERROR)
    public IdentityView change(@Nullable IdentityRequest request) {
        var user = customer.require();
        if (request == null)
            return IdentityView.of(user, null);
        var changes = request.changes(user);
        var asked = request.newEmail(user);
        asked.ifPresent(address -> emailChange.ask(user, address));
        var changed = changes.isEmpty() ? user : users.change(user.id(), changes);
        return IdentityView.of(changed, asked.isPresent() ? CONFIRM : null);
    }
}
