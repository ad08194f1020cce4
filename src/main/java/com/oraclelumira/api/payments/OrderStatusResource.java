package com.oraclelumira.api.payments;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.openapi.annotations.Operation;

import com.oraclelumira.api.catalog.Catalog;
import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.http.ClientAddress;
import com.oraclelumira.api.http.Fails;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;

/**
 * A purchase by its public handle, for who holds it (contract M3, M4). The handle of a paid order is unguessable and
 * shows the buyer's name for the form's prefill; a free order's can be had by naming an e-mail address, so it shows the
 * buyer to her own network only.
 */
@Path("/api")
@RateLimited(LimitGroup.ORDERS)
@Callers("whoever holds the order's handle: its PaymentIntent id, or free_…")
class OrderStatusResource {
    private final CurrentOrders orders;
    private final Catalog catalog;
    private final ClientAddress client;

    OrderStatusResource(CurrentOrders orders, Catalog catalog, ClientAddress client) {
        this.orders = orders;
        this.catalog = catalog;
        this.client = client;
    }

    /** Polled every 3 s. Asks Stripe itself, at most once per 5 s and order, while the order is open. ORDER_NOT_FOUND. */
    @GET
    @Path("orders/{handle}")
    @Operation(summary = "The state of an order, to be polled every 3 s (M3).", description = "While it is open we ask Stripe ourselves, at most once per 5 s. The buyer of a free order "
            + "is shown to her own network only.")
    @Fails(ProblemType.ORDER_NOT_FOUND)
    public OrderStatusView status(@PathParam("handle") String handle) {
        var order = find(handle);
        return OrderStatusView.of(order, showsBuyer(order));
    }

    @GET
    @Path("products/orders/{handle}")
    @Operation(summary = "A purchase with its product (M4).")
    @Fails(ProblemType.ORDER_NOT_FOUND)
    public PurchaseView purchase(@PathParam("handle") String handle) {
        var order = find(handle);
        return PurchaseView.of(order, catalog.product(order.level()), showsBuyer(order));
    }

    /** v1's second name for the same page. */
    @GET
    @Path("products/order/{handle}")
    @Operation(summary = "A purchase with its product, under its second name (M4).")
    @Fails(ProblemType.ORDER_NOT_FOUND)
    public PurchaseView purchaseByOldName(@PathParam("handle") String handle) {
        return purchase(handle);
    }

    private Order find(String handle) {
        return orders.byHandle(handle).orElseThrow(
                () -> new ProblemException(ProblemType.ORDER_NOT_FOUND, "Cette commande est introuvable."));
    }

    private boolean showsBuyer(Order order) {
        return order.handleIsSecret() || order.madeFrom(client.network());
    }
}
