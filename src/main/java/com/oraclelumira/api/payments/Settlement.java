package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;
import org.bson.types.ObjectId;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.ledger.Fact;
import com.oraclelumira.api.orders.EffectWorker;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;

/**
 * Joins facts to their order, whoever brought them (webhook, our own question, reconciliation): read, join, derive, and
 * write under compare-and-set until nobody was faster. Doing it twice changes nothing.
 */
@Singleton
class Settlement {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 20;

    private final Orders orders;
    private final StripeGateway stripe;
    private final EffectWorker effects;
    private final StripeConfig config;
    private final Clock clock;

    Settlement(Orders orders, StripeGateway stripe, EffectWorker effects, StripeConfig config, Clock clock) {
        this.orders = orders;
        this.stripe = stripe;
        this.effects = effects;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The order that a fact belongs to: the one its metadata names, else the one that knows its PaymentIntent. Empty
     * when we have neither (yet).
     */
    Optional<Order> orderOf(@Nullable String orderId, @Nullable String paymentIntentId) {
        if (orderId != null && ObjectId.isValid(orderId)) {
            var named = orders.byId(new ObjectId(orderId));
            if (named.isPresent())
                return named;
        }
        return paymentIntentId == null ? Optional.empty() : orders.byIntent(paymentIntentId);
    }

    /**
     * The order of a charge, refund or dispute: the one whose payment it concerns. What its metadata says is somebody's
     * note and counts only while nobody knows the payment.
     */
    Optional<Order> orderOfPayment(@Nullable String paymentIntentId, @Nullable String orderId) {
        return Optional.ofNullable(paymentIntentId).flatMap(orders::byIntent).or(() -> orderOf(orderId, null));
    }

    boolean livemode() {
        return config.livemode();
    }

    /** The order with the fact joined in; {@code paymentIntentId} becomes its handle if it has none yet. */
    Order join(Order order, Fact<?> fact, @Nullable String paymentIntentId) {
        var current = order;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var payment = current.payment().join(fact, current.terms(config.livemode()));
            if (payment.equals(current.payment()) && (current.paymentIntentId() != null || paymentIntentId == null))
                return current;
            var obligations = Obligations.added(current, payment, clock.instant());
            if (orders.settle(current, payment, obligations, paymentIntentId)) {
                Log.infof("order.settled number=%s from=%s to=%s by=%s", current.orderNumber(),
                        current.payment().status(), payment.status(), fact.source());
                if (!obligations.isEmpty())
                    effects.wake(current.id());
                return orders.byId(current.id()).orElse(current);
            }
            current = orders.byId(order.id()).orElseThrow();
        }
        throw new IllegalStateException("order " + order.orderNumber() + " changed " + ATTEMPTS + " times under us");
    }

    /** The order as Stripe sees it now, if it is still open and nobody asked within 5 s; as stored when Stripe is silent. */
    Order refreshed(Order order) {
        var intent = order.paymentIntentId();
        if (intent == null || order.price().free() || !order.awaitsPayment() || askedLately(order)
                || !orders.mayAskStripe(order.id(), BETWEEN_QUESTIONS))
            return order;
        try {
            return stripe.currentIntent(intent).map(fact -> join(order, fact, intent)).orElse(order);
        } catch (StripeUnavailable | StripeRefusal | CircuitBreakerOpenException | MongoException
                | IllegalArgumentException e) { // the last one: Stripe says something that we do not understand
            Log.warnf("order.refresh_failed number=%s reason=%s", order.orderNumber(), e.getMessage());
            return order;
        }
    }

    /** What was read says so already: no need to ask the store whether it is our turn. */
    private boolean askedLately(Order order) {
        return order.askedStripeAt() != null
                && order.askedStripeAt().isAfter(clock.instant().minus(BETWEEN_QUESTIONS));
    }
}
