package com.oraclelumira.api.desk;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.ClientFigures;

/** One customer's figures (contract E9): money in cents that was kept, {@code favoriteLevel} 1 to 4. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClientStatsView(long totalRevenue, int completedOrders, int pendingOrders, long averageOrderValue,
        @Nullable Instant lastOrderDate, @Nullable Integer favoriteLevel) {

    static ClientStatsView of(ClientFigures figures) {
        return new ClientStatsView(figures.revenueCents(), figures.delivered(), figures.waiting(),
                figures.averageCents(), figures.lastOrderAt(),
                figures.favourite() == null ? null : figures.favourite().number());
    }
}
