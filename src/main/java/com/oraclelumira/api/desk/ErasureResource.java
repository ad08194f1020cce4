package com.oraclelumira.api.desk;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.Operation;

import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.experts.Expert.Role;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.privacy.Erasure;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;
import com.oraclelumira.api.users.Users;

/**
 * The desk's two buttons that delete (contract E11, E16). Both erase personal data for good; the books keep an anonymous
 * amount. Refused with 409 while a paid reading is owed or a payment contested: only an admin may insist, with
 * {@code force=true}.
 */
@Path("/api")
@RolesAllowed(Roles.EXPERT)
@RateLimited(LimitGroup.DESK)
class ErasureResource {
    record ErasedClientView(boolean success, String message, int deletedOrders) {}

    record ErasedOrderView(String message, String orderId) {}

    private final Erasure erasure;
    private final Users users;
    private final DeskOrders orders;
    private final CurrentExpert expert;

    ErasureResource(Erasure erasure, Users users, DeskOrders orders, CurrentExpert expert) {
        this.erasure = erasure;
        this.users = users;
        this.orders = orders;
        this.expert = expert;
    }

    /** NOT_FOUND, CONFLICT, FORBIDDEN for an expert who insists. */
    @DELETE
    @Path("expert/clients/{id}")
    @Operation(summary = "Erases a customer and the personal data of her orders, for good (E11).", description = "CONFLICT while a paid reading is owed or a payment contested; force=true insists, for "
            + "admins only.")
    @Fails({ProblemType.NOT_FOUND, ProblemType.CONFLICT})
    public ErasedClientView client(@PathParam("id") String id,
            @QueryParam("force") @DefaultValue("false") boolean force) {
        var warrant = warrant(force);
        var client = ClientResource.find(users, id);
        int count = erasure.client(client, warrant);
        return new ErasedClientView(true,
                "Client %s et %d commande(s) supprimé(s) avec succès".formatted(client.fullName(), count), count);
    }

    /** ORDER_NOT_FOUND, CONFLICT, FORBIDDEN for an expert who insists. */
    @DELETE
    @Path("expert/orders/{id}")
    @Operation(summary = "Erases an order's personal data, for good (E16).", description = "CONFLICT while a paid reading is owed or a payment contested; force=true insists, for "
            + "admins only.")
    @Fails({ProblemType.ORDER_NOT_FOUND, ProblemType.CONFLICT})
    public ErasedOrderView order(@PathParam("id") String id,
            @QueryParam("force") @DefaultValue("false") boolean force) {
        var warrant = warrant(force);
        var order = orders.find(id);
        erasure.order(order, warrant);
        return new ErasedOrderView("Commande #%s supprimée avec succès".formatted(order.orderNumber()), id);
    }

    private Erasure.Warrant warrant(boolean force) {
        var actor = expert.actor();
        if (force && !expert.isEmergency() && expert.require().role() != Role.ADMIN)
            throw new ProblemException(ProblemType.FORBIDDEN, "Seul un administrateur peut forcer cette suppression.");
        return new Erasure.Warrant(actor, force);
    }
}
