package com.oraclelumira.api.sanctuary;

import java.util.Comparator;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.catalog.Level;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.sanctuary.Entitlements.LevelMetadata;
import com.oraclelumira.api.security.Roles;

/** What the customer's purchases open (contract M9): every settled order counts, refunded ones do not. */
@Path("/api")
@RolesAllowed(Roles.CUSTOMER)
@RateLimited(LimitGroup.CUSTOMER)
class EntitlementResource {
    /** {@code highestLevel} and {@code levelMetadata} are null, and the counts 0, without an order. */
    record EntitlementView(List<String> capabilities, List<String> products, @Nullable String highestLevel,
            @Nullable LevelMetadata levelMetadata, int orderCount, int productOrderCount) {}

    private final CurrentCustomer customer;
    private final Orders orders;

    EntitlementResource(CurrentCustomer customer, Orders orders) {
        this.customer = customer;
        this.orders = orders;
    }

    @GET
    @Path("users/entitlements")
    public EntitlementView entitlements() {
        var settled = orders.ofBuyer(customer.require().email()).stream().filter(Order::accessGranted).toList();
        var highest = settled.stream().map(Order::level).max(Comparator.naturalOrder());
        var products = highest.map(level -> level.included().stream().map(Level::id).toList()).orElse(List.of());
        return new EntitlementView(Entitlements.capabilities(highest), products, highest.map(Level::id).orElse(null),
                highest.map(Entitlements::metadata).orElse(null), settled.size(), settled.size());
    }
}
