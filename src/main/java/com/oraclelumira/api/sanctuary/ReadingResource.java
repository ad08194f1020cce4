package com.oraclelumira.api.sanctuary;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.Callers;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersOfClient;
import com.oraclelumira.api.ratelimit.LimitGroup;
import com.oraclelumira.api.ratelimit.RateLimited;
import com.oraclelumira.api.users.User;

/** "Mes lectures" (contract M10, M11): the page shows neither unless both answer. */
@Path("/api")
@Authenticated
@RateLimited(LimitGroup.CUSTOMER)
@Callers("a customer, about herself")
class ReadingResource {
    record ReadingsView(List<PurchasedReading> orders, int total, Reader user) {}

    /** {@code level} is the highest that her purchases open, 1 without any. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reader(String id, String email, String firstName, String lastName, @Nullable String phone, int level) {
        static Reader of(User user, List<Order> purchases) {
            return new Reader(user.id().toHexString(), user.email(), user.firstName(), user.lastName(), user.phone(),
                    purchases.stream().filter(Order::accessGranted).mapToInt(order -> order.level().number()).max()
                            .orElse(1));
        }
    }

    private final CurrentCustomer customer;
    private final OrdersOfClient orders;

    ReadingResource(CurrentCustomer customer, OrdersOfClient orders) {
        this.customer = customer;
        this.orders = orders;
    }

    /** One row for every purchase that was ever paid, newest first, with the status that it really has. */
    @GET
    @Path("users/orders/completed")
    @Operation(summary = "One row for each purchase ever paid, newest first (M10).", description = "Content only once an expert has approved it, and while the payment gives access.")
    public ReadingsView readings() {
        var user = customer.require();
        var purchases = purchases(user);
        return new ReadingsView(purchases.stream().map(PurchasedReading::of).toList(), purchases.size(),
                Reader.of(user, purchases));
    }

    @GET
    @Path("users/sanctuaire/stats")
    @Operation(summary = "How many readings she has, and in which state (M11).")
    public ReadingStatsView stats() {
        return ReadingStatsView.of(purchases(customer.require()));
    }

    private List<Order> purchases(User user) {
        return orders.paid(user.email());
    }
}
