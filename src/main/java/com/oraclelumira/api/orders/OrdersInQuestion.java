package com.oraclelumira.api.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoCollection;

import com.oraclelumira.api.ledger.PaymentStatus;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;

/** The orders that a comparison with Stripe has to look at. */
@Singleton
public class OrdersInQuestion {
    private static final List<PaymentStatus> OPEN = Arrays.stream(PaymentStatus.values()).filter(PaymentStatus::open)
            .toList();
    private static final List<PaymentStatus> UNPAID = Stream.concat(OPEN.stream(), Stream.of(PaymentStatus.CANCELED))
            .toList();

    private final Orders orders;

    OrdersInQuestion(Orders orders) {
        this.orders = orders;
    }

    /** Open orders with a PaymentIntent, created in that time, those not asked about for the longest first. */
    public List<Order> openBetween(Instant from, Instant to, int limit) {
        return collection().find(and(in("payment.status", OPEN), gt("createdAt", from), lt("createdAt", to),
                exists("paymentIntentId"))).sort(ascending("askedStripeAt")).limit(limit).into(new ArrayList<>());
    }

    /** Never paid and never worked on, created before {@code moment}; Stripe was not asked about them since {@code asked}. */
    public List<Order> unpaidBefore(Instant moment, Instant asked, int limit) {
        return collection().find(and(in("payment.status", UNPAID), lt("createdAt", moment), exists("paidAt", false),
                eq("fulfilment.status", FulfilmentStatus.QUEUED), ErasedOrders.NOT_ERASED,
                or(exists("askedStripeAt", false), lt("askedStripeAt", asked)))).limit(limit).into(new ArrayList<>());
    }

    /** Orders whose charge says that more was refunded than the refunds we know. */
    public List<Order> withUnknownRefunds(int limit) {
        return collection().find(eq("payment.refundsUnknown", true)).limit(limit).into(new ArrayList<>());
    }

    /** One after the other, however many there are. */
    public void eachPaidBetween(Instant from, Instant to, Consumer<Order> look) {
        collection().find(and(gt("paidAt", from), lt("paidAt", to))).forEach(look);
    }

    private MongoCollection<Order> collection() {
        return orders.mongoCollection();
    }
}
