package com.oraclelumira.api.sanctuary;

import java.util.Comparator;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.catalog.Level;
import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.sanctuary.Entitlements.LevelMetadata;

/** What the customer's purchases open (contract M9): every settled order counts, refunded ones do not. */
@Path("/api")
@Authenticated
@RateLimited(LimitGroup.CUSTOMER)
@Callers("a customer, about herself")
class EntitlementResource {
    private static final String NOTHING_BOUGHT = "Aucune commande payée pour le moment.";

    /**
     * Without an order {@code highestLevel} and {@code levelMetadata} are null, and a message takes the counts' place.
     */
    record EntitlementView(List<String> capabilities, List<String> products, @Nullable String highestLevel,
            @Nullable LevelMetadata levelMetadata,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer orderCount,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer productOrderCount,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message) {}

    private final CurrentCustomer customer;
    private final OrdersOfClient orders;

    EntitlementResource(CurrentCustomer customer, OrdersOfClient orders) {
        this.customer = customer;
        this.orders = orders;
    }

    @GET
    @Path("users/entitlements")
    @Operation(summary = "What her purchases open (M9).")
    public EntitlementView entitlements() {
        var settled = orders.paid(customer.require().email()).stream().filter(Order::accessGranted).toList();
        var highest = settled.stream().map(Order::level).max(Comparator.naturalOrder());
        var products = highest.map(level -> level.included().stream().map(Level::id).toList()).orElse(List.of());
        var count = settled.isEmpty() ? null : settled.size();
        return new EntitlementView(Entitlements.capabilities(highest), products, highest.map(Level::id).orElse(null),
                highest.map(Entitlements::metadata).orElse(null), count, count,
                settled.isEmpty() ? NOTHING_BOUGHT : null);
    }
}
