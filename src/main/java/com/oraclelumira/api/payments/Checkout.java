package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import org.bson.types.ObjectId;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.catalog.Product;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.ledger.Payment;
import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.ledger.Terms;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.EffectWorker;
import com.oraclelumira.api.orders.Fulfilment;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Origin;
import com.oraclelumira.api.security.Hashes;

/**
 * From a basket to something payable: the order is stored before Stripe hears of it, its PaymentIntent is made under a
 * key derived from the order, and the same visitor's repeated click finds the same order. So a crash anywhere leaves
 * at worst an unpaid order, and a retry anywhere leaves one PaymentIntent. PAY-4, PAY-6
 */
@Singleton
class Checkout {
    /** Who asks: her network, the request, and the Idempotency-Key header when she sent one. */
    record Visitor(String network, String requestId, @Nullable String idempotencyKey) {}

    /** How long a started checkout is resumed by the same click; Stripe keeps its idempotency keys at least as long. */
    private static final Duration RESUMABLE = Duration.ofHours(12);
    private static final int ATTEMPTS = 3;

    private final Orders orders;
    private final StripeGateway stripe;
    private final EffectWorker effects;
    private final Clock clock;

    Checkout(Orders orders, StripeGateway stripe, EffectWorker effects, Clock clock) {
        this.orders = orders;
        this.stripe = stripe;
        this.effects = effects;
        this.clock = clock;
    }

    CheckoutView open(Basket basket, Visitor visitor) {
        return basket.product().price().free() ? free(basket, visitor) : payable(basket, visitor);
    }

    /** One free reading per address: the second call, from anywhere, finds the first one's order. */
    private CheckoutView free(Basket basket, Visitor visitor) {
        var email = basket.buyer().email();
        var added = orders.add(draft(basket, visitor, null, email));
        added.ifPresent(order -> effects.wake(order.id()));
        var order = added.or(() -> orders.byFreeReadingFor(email)).orElseThrow();
        return CheckoutView.of("", order.paymentIntentId(), basket.product());
    }

    private CheckoutView payable(Basket basket, Visitor visitor) {
        var key = checkoutKey(basket, visitor);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var known = orders.byCheckoutKey(key);
            if (known.isPresent() && !resumable(known.get(), basket, visitor)) {
                orders.releaseCheckout(known.get().id(), key);
                known = Optional.empty();
            }
            var order = known.or(() -> orders.add(draft(basket, visitor, key, null)));
            var view = order.flatMap(found -> withIntent(found, basket.product()));
            if (view.isPresent())
                return view.get();
            order.ifPresent(dead -> orders.releaseCheckout(dead.id(), key));
        }
        throw new ProblemException(ProblemType.CONFLICT, "Votre commande est déjà en cours, veuillez réessayer.");
    }

    /** An explicit key is an order for good (RFC draft Idempotency-Key); a derived one only while the checkout is open. */
    private boolean resumable(Order order, Basket basket, Visitor visitor) {
        if (visitor.idempotencyKey() != null && !order.origin().fingerprint().equals(fingerprint(basket)))
            throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "Cette clé d'idempotence a déjà servi à une autre commande.");
        if (order.payment().status() == PaymentStatus.CANCELED || !order.price().equals(basket.product().price()))
            return false;
        if (visitor.idempotencyKey() != null)
            return true;
        return order.awaitsPayment() && order.createdAt().isAfter(clock.instant().minus(RESUMABLE));
    }

    /** Empty when the order's PaymentIntent was canceled at Stripe: it cannot be paid any more. */
    private Optional<CheckoutView> withIntent(Order order, Product product) {
        try {
            var intent = order.paymentIntentId() == null
                    ? newIntent(order, product)
                    : stripe.reopenIntent(order.paymentIntentId());
            if (intent.canceled())
                return Optional.empty();
            if (!orders.attachIntent(order.id(), intent.id()))
                Log.errorf("checkout.intent_mismatch order=%s intent=%s", order.orderNumber(), intent.id());
            return Optional.of(CheckoutView.of(intent.clientSecret(), intent.id(), product));
        } catch (CircuitBreakerOpenException e) {
            throw new ProblemException(ProblemType.SERVICE_UNAVAILABLE,
                    "Le paiement est momentanément indisponible. Réessayez dans une minute.", e);
        } catch (StripeUnavailable | StripeRefusal e) {
            Log.errorf("checkout.stripe_failed order=%s reason=%s", order.orderNumber(), e.getMessage());
            throw new ProblemException(ProblemType.STRIPE_SERVICE_ERROR,
                    "Le service de paiement ne répond pas. Vous n'avez pas été débitée : réessayez dans un instant.",
                    e);
        }
    }

    /** A failure that Stripe saved under our key would meet every retry: look whether the payment exists, then change keys. */
    private StripeGateway.Intent newIntent(Order order, Product product) {
        try {
            return stripe.createIntent(order, product);
        } catch (StripeUnavailable.Saved e) {
            return stripe.findIntent(order).orElseGet(() -> {
                orders.nextAttempt(order.id(), order.origin().attempt());
                throw e;
            });
        }
    }

    private Order draft(Basket basket, Visitor visitor, @Nullable String key, @Nullable String freeFor) {
        var id = new ObjectId();
        var now = clock.instant();
        var price = basket.product().price();
        var origin = new Origin(key, fingerprint(basket), Origin.networkOf(basket.buyer().email(), visitor.network()),
                freeFor, visitor.requestId(), 1);
        return new Order(id, 0, null, freeFor == null ? null : Handles.free(), basket.level(), price,
                basket.buyer(), null, Payment.opening(new Terms(id.toHexString(), price, true)),
                Fulfilment.QUEUED, null,
                freeFor == null ? List.of() : List.of(Effect.due(Obligations.PAID, now)), origin,
                freeFor == null ? null : now, null, now, now, null, null, null);
    }

    private static String fingerprint(Basket basket) {
        var buyer = basket.buyer();
        return Hashes.sha256("basket", basket.product().id(), buyer.email(), buyer.fullName(),
                String.valueOf(buyer.phone()));
    }

    /** Without a header the same person is: same basket, same network. Another network gets an order of its own. */
    private static String checkoutKey(Basket basket, Visitor visitor) {
        return visitor.idempotencyKey() == null
                ? Hashes.sha256("derived", fingerprint(basket), visitor.network())
                : Hashes.sha256("header", visitor.idempotencyKey());
    }
}
