package com.oraclelumira.api.desk;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.experts.CurrentExpert;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.UiStatus;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.security.Roles;

/** Who has an order, decided by an admin. Neither a running job nor a reading that waits is touched. */
@Path("/api")
@RolesAllowed(Roles.ADMIN)
@RateLimited(LimitGroup.DESK)
class OrderAdminResource {
    record HandOverRequest(@Schema(required = true) @Nullable String expertId) {}

    /** Nothing of the customer's: who has it is not about her. */
    record HolderView(String orderId, String orderNumber, String status, OrderView.ReviewView expertReview) {
        static HolderView of(Order order) {
            return new HolderView(order.id().toHexString(), order.orderNumber(), UiStatus.ofWork(order),
                    OrderView.ReviewView.of(order.fulfilment().assignment()));
        }
    }

    private final Holders holders;
    private final CurrentExpert current;

    OrderAdminResource(Holders holders, CurrentExpert current) {
        this.holders = holders;
        this.current = current;
    }

    /** The second call changes nothing. Problems: ORDER_NOT_FOUND; CONFLICT when it is delivered. */
    @POST
    @Path("admin/orders/{id}/release")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Takes an order from its expert: anybody may take it again.")
    @Fails({ProblemType.ORDER_NOT_FOUND, ProblemType.CONFLICT})
    public HolderView release(@PathParam("id") String id) {
        return HolderView.of(holders.release(id, current.actor()));
    }

    /** Problems: ORDER_NOT_FOUND, NOT_FOUND; CONFLICT when it is delivered or not paid. */
    @POST
    @Path("admin/orders/{id}/assign")
    @Operation(summary = "Gives an order to an expert, whoever had it.", description = "NOT_FOUND when no active expert has that id.")
    @Fails({ProblemType.ORDER_NOT_FOUND, ProblemType.NOT_FOUND, ProblemType.CONFLICT})
    public HolderView assign(@PathParam("id") String id, @Nullable HandOverRequest request) {
        var actor = current.actor();
        return HolderView.of(holders.handTo(request == null ? null : request.expertId(), id, actor));
    }
}
