package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

import com.oraclelumira.api.ledger.IntentFact;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.OrdersInQuestion;

/**
 * Checkouts that were left without a payment. A PaymentIntent never ends by itself: whoever kept the page could still pay
 * it years later, so nothing may be forgotten about an order before Stripe has canceled each of its PaymentIntents.
 */
@Singleton
public class AbandonedCheckouts {
    /** So that an order that cannot be closed now is looked at once a night. */
    private static final Duration BETWEEN_LOOKS = Duration.ofHours(12);
    private static final String STRIPES = "pi_";

    private final OrdersInQuestion inQuestion;
    private final Orders orders;
    private final StripeGateway stripe;
    private final Settlement settlement;
    private final Clock clock;

    AbandonedCheckouts(OrdersInQuestion inQuestion, Orders orders, StripeGateway stripe, Settlement settlement,
            Clock clock) {
        this.inQuestion = inQuestion;
        this.orders = orders;
        this.stripe = stripe;
        this.settlement = settlement;
        this.clock = clock;
    }

    /** Orders from before that moment, never paid and never worked on, at most {@code limit}; none that was looked at just now. */
    public List<Order> before(Instant moment, int limit) {
        return inQuestion.unpaidBefore(moment, clock.instant().minus(BETWEEN_LOOKS), limit);
    }

    /**
     * True when nobody can pay for this order any more: all its PaymentIntents are canceled, or Stripe never had one.
     * Otherwise, at most once in twelve hours and order, Stripe is asked: what is open there is canceled, what has been
     * paid or is under way at a bank is left alone, and what Stripe says is joined to the order, for the next call to see.
     */
    public boolean closed(Order order) {
        var open = open(order);
        if (open.isEmpty())
            return true;
        if (!orders.mayAskStripe(order.id(), BETWEEN_LOOKS))
            return false;
        try {
            boolean known = false;
            for (var intent : open)
                known |= knownToStripe(order, intent);
            return !known;
        } catch (StripeUnavailable | StripeRefusal | CircuitBreakerOpenException e) {
            Log.warnf("checkout.not_closed number=%s reason=%s", order.orderNumber(), e.getMessage());
            return false;
        }
    }

    /** Its PaymentIntents that we have not seen canceled. */
    private static List<String> open(Order order) {
        var facts = order.payment().facts().intents();
        return Stream.concat(Stream.ofNullable(order.paymentIntentId()), facts.stream().map(IntentFact::id)).distinct()
                .filter(id -> id.startsWith(STRIPES))
                .filter(id -> facts.stream().noneMatch(
                        fact -> fact.id().equals(id) && fact.status() == IntentFact.Status.CANCELED))
                .toList();
    }

    private boolean knownToStripe(Order order, String intent) {
        var current = stripe.currentIntent(intent).map(this::canceled);
        current.ifPresent(fact -> settlement.join(order, fact, null));
        return current.isPresent();
    }

    /** As it is afterwards. */
    private IntentFact canceled(IntentFact fact) {
        return switch (fact.status()) {
            case REQUIRES_PAYMENT_METHOD, REQUIRES_CONFIRMATION, REQUIRES_ACTION -> stripe.cancelIntent(fact.id(),
                    clock.instant());
            case PROCESSING, REQUIRES_CAPTURE, SUCCEEDED, CANCELED -> fact;
        };
    }
}
