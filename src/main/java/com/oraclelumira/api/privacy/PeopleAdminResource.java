package com.oraclelumira.api.privacy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;

/**
 * People by their address, with an account or without. The address comes in the body, because every proxy keeps the
 * addresses that it was asked for.
 */
@Path("/api")
@RolesAllowed(Roles.ADMIN)
@RateLimited(LimitGroup.DESK)
class PeopleAdminResource {
    record PersonRequest(@Schema(required = true) @Nullable String email) {}

    /** {@code force}: although something is owed to her or contested. */
    record ErasureRequest(@Schema(required = true) @Nullable String email, @Nullable Boolean force) {}

    record ErasedPersonView(boolean success, String message, int erasedOrders) {}

    private final People people;
    private final Export export;
    private final Erasure erasure;
    private final CurrentExpert expert;

    PeopleAdminResource(People people, Export export, Erasure erasure, CurrentExpert expert) {
        this.people = people;
        this.export = export;
        this.erasure = erasure;
        this.expert = expert;
    }

    /** VALIDATION_ERROR, NOT_FOUND when nothing here has this address. */
    @POST
    @Path("admin/people/export")
    @Operation(summary = "Everything that we keep about one person, by her address.", description = "Also of those without an account: a cart that was never paid, an order of the system before this one.")
    @Fails({ProblemType.VALIDATION_ERROR, ProblemType.NOT_FOUND})
    public Export.ExportView export(@Nullable PersonRequest request) {
        var actor = expert.actor();
        return export.of(people.require(request == null ? null : request.email()), actor);
    }

    /** For good. VALIDATION_ERROR, NOT_FOUND, CONFLICT while something is owed or contested, unless {@code force}. */
    @POST
    @Path("admin/people/erase")
    @Operation(summary = "Erases a person by her address, with or without an account, for good.", description = "CONFLICT while a paid reading is owed or a payment contested, unless force is true.")
    @Fails({ProblemType.VALIDATION_ERROR, ProblemType.NOT_FOUND, ProblemType.CONFLICT})
    public ErasedPersonView erase(@Nullable ErasureRequest request) {
        var actor = expert.actor();
        var person = people.require(request == null ? null : request.email());
        boolean insists = request != null && Boolean.TRUE.equals(request.force());
        int orders = erasure.person(person, new Erasure.Warrant(actor, insists));
        return new ErasedPersonView(true, "Les données de %d commande(s) ont été effacées.".formatted(orders), orders);
    }
}
