package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.OrdersInQuestion;

/** Stripe's PaymentIntents against the orders, both ways. Reads only. PAY-4, PAY-6 */
@Singleton
public class IntentComparison {
    /** What is younger may still be on its way. */
    static final Duration SETTLING = Duration.ofMinutes(10);

    private final StripeLists stripe;
    private final OrdersInQuestion orders;
    private final Settlement settlement;
    private final Clock clock;

    IntentComparison(StripeLists stripe, OrdersInQuestion orders, Settlement settlement, Clock clock) {
        this.stripe = stripe;
        this.orders = orders;
        this.settlement = settlement;
        this.clock = clock;
    }

    /**
     * @param compared succeeded payments at Stripe
     * @param moneyWithoutOrder PaymentIntents that no order knows
     * @param moneyNotBooked numbers of orders whose payment succeeded and that do not know it
     * @param orderWithoutMoney numbers of paid orders of which Stripe lists no payment
     * @param paidWithoutAccount numbers of paid orders whose buyer was not let in
     */
    public record Findings(int compared, List<String> moneyWithoutOrder, List<String> moneyNotBooked,
            List<String> orderWithoutMoney, List<String> paidWithoutAccount) {}

    /** Everything paid since then, without the last ten minutes. */
    public Findings since(Instant since) {
        var settled = clock.instant().minus(SETTLING).getEpochSecond();
        var all = succeeded(since);
        var intents = all.stream().filter(intent -> intent.path("created").asLong() < settled).toList();
        var notBooked = intents.stream().map(this::orderOf).flatMap(Optional::stream)
                .filter(order -> !order.payment().settled()).map(Order::orderNumber).toList();
        return new Findings(intents.size(), withoutOrder(intents), notBooked, withoutMoney(all, since),
                paid(since, order -> order.accessGranted() && order.userId() == null && !order.erased()));
    }

    List<JsonNode> succeeded(Instant since) {
        return stripe.intents(since).stream().filter(intent -> "succeeded".equals(intent.path("status").asText()))
                .toList();
    }

    Optional<Order> orderOf(JsonNode intent) {
        return settlement.orderOf(intent.path("metadata").path("orderId").asText(null), intent.path("id").asText());
    }

    List<String> withoutOrder(List<JsonNode> intents) {
        return intents.stream().filter(intent -> orderOf(intent).isEmpty()).map(intent -> intent.path("id").asText())
                .toList();
    }

    /** @param succeeded all of them since then */
    List<String> withoutMoney(List<JsonNode> succeeded, Instant since) {
        var known = succeeded.stream().map(intent -> intent.path("id").asText()).collect(Collectors.toSet());
        return paid(since.plus(SETTLING), order -> isWithoutMoney(order, known, since));
    }

    private static boolean isWithoutMoney(Order order, Set<String> succeeded, Instant since) {
        return !order.price().free() && order.createdAt().isAfter(since)
                && order.payment().facts().intents().stream().noneMatch(intent -> succeeded.contains(intent.id()));
    }

    private List<String> paid(Instant since, Predicate<Order> which) {
        var numbers = new ArrayList<String>();
        orders.eachPaidBetween(since, clock.instant().minus(SETTLING), order -> {
            if (which.test(order))
                numbers.add(order.orderNumber());
        });
        return numbers;
    }
}
