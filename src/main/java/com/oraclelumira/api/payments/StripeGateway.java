package com.oraclelumira.api.payments;

import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.net.ApiResource.RequestMethod;
import org.eclipse.microprofile.faulttolerance.Retry;

import com.oraclelumira.api.catalog.Product;
import com.oraclelumira.api.ledger.IntentFact;
import com.oraclelumira.api.orders.Order;

/**
 * What we ask of Stripe. Every POST has a key of its own making, stable over retries, so that it happens once however
 * often it is sent. Worst case of a creation: 2 × (1 s + 3.5 s) + 0.3 s, below the ten seconds promised.
 */
@Singleton
class StripeGateway {
    /** The source of facts that we asked for ourselves. */
    static final String PULL = "pull";

    /** What the browser needs to let the customer pay. */
    record Intent(String id, String clientSecret, String status) {
        boolean canceled() {
            return "canceled".equals(status);
        }
    }

    private static final int CLOCKS_APART = 60;

    private final StripeTransport stripe;

    StripeGateway(StripeTransport stripe) {
        this.stripe = stripe;
    }

    /**
     * The order's PaymentIntent. The second call for the same order and price gives the same one (Stripe keeps keys at
     * least 24 h). No personal data goes along: Stripe needs the order's id, not the customer's.
     *
     * @throws StripeUnavailable after the second attempt; @throws StripeRefusal at once
     */
    @Retry(maxRetries = 1, delay = 200, jitter = 100, retryOn = StripeUnavailable.class, abortOn = StripeUnavailable.Saved.class)
    Intent createIntent(Order order, Product product) {
        var body = new FormBody(
                "pi:" + order.id().toHexString() + ":" + order.origin().attempt() + ":" + order.price().amountCents())
                .with("amount", order.price().amountCents()).with("currency", order.price().currency())
                .with("automatic_payment_methods[enabled]", true)
                .with("description", "Oracle Lumira - " + product.name())
                .with("statement_descriptor_suffix", "LECTURE").with("metadata[orderId]", order.id().toHexString())
                .with("metadata[orderNumber]", order.orderNumber()).with("metadata[productId]", product.id());
        return intent(stripe.call("payment_intents.create", RequestMethod.POST, "/v1/payment_intents", body));
    }

    /** The intent again, with the client secret that we do not store. */
    @Retry(maxRetries = 1, delay = 200, jitter = 100, retryOn = StripeUnavailable.class)
    Intent reopenIntent(String id) {
        return intent(retrieve(id));
    }

    /** The order's PaymentIntent if Stripe made one after all, although its answer was an error. One attempt. */
    Optional<Intent> findIntent(Order order) {
        var since = order.createdAt().minusSeconds(CLOCKS_APART).getEpochSecond();
        var answer = stripe.call("payment_intents.find", RequestMethod.GET,
                "/v1/payment_intents?limit=100&created[gte]=" + since, null);
        for (var found : answer.json().path("data"))
            if (order.id().toHexString().equals(found.path("metadata").path("orderId").asText()))
                return Optional.of(intent(found));
        return Optional.empty();
    }

    /** What Stripe says of it now; empty when Stripe does not know it. One attempt: somebody is waiting and will ask again. */
    Optional<IntentFact> currentIntent(String id) {
        try {
            var answer = retrieve(id);
            return Optional.of(StripeFacts.intent(answer.json(), answer.date().getEpochSecond(), PULL));
        } catch (StripeRefusal e) {
            if (e.notFound())
                return Optional.empty();
            throw e;
        }
    }

    /**
     * The intent afterwards: nobody can pay it any more. Refused when it has ended by itself.
     *
     * @param decided names this attempt: a failure that Stripe saved must not meet the next one
     */
    IntentFact cancelIntent(String id, Instant decided) {
        var body = new FormBody("cancel:" + id + ":" + decided.toEpochMilli()).with("cancellation_reason",
                "abandoned");
        var answer = stripe.call("payment_intents.cancel", RequestMethod.POST, "/v1/payment_intents/" + id + "/cancel",
                body);
        return StripeFacts.intent(answer.json(), answer.date().getEpochSecond(), PULL);
    }

    private StripeTransport.Answer retrieve(String id) {
        return stripe.call("payment_intents.retrieve", RequestMethod.GET, "/v1/payment_intents/" + id, null);
    }

    private static Intent intent(StripeTransport.Answer answer) {
        return intent(answer.json());
    }

    private static Intent intent(JsonNode json) {
        return new Intent(json.path("id").asText(), json.path("client_secret").asText(), json.path("status").asText());
    }
}
