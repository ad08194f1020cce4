package com.oraclelumira.api.payments;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.net.ApiResource.RequestMethod;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Stripe's lists, whole, newest first. Paged by hand: the SDK's paging needs its model classes, and sends two cursors at
 * once when asked to go backwards, which Stripe refuses.
 */
@Singleton
class StripeLists {
    private static final int PER_PAGE = 100;
    /** A list longer than this is cut, and said so in the answer's length: 20,000 objects. */
    private static final int MOST_PAGES = 200;

    private final StripeTransport stripe;

    StripeLists(StripeTransport stripe) {
        this.stripe = stripe;
    }

    /** Events of these types (at most 20) since then; Stripe keeps 30 days. */
    @Retry(maxRetries = 2, delay = 500, jitter = 200, retryOn = StripeUnavailable.class)
    List<JsonNode> events(Set<String> types, Instant since) {
        return all("events.list", "/v1/events?created[gte]=" + since.getEpochSecond()
                + types.stream().sorted().map(type -> "&types[]=" + type).collect(Collectors.joining()));
    }

    /** PaymentIntents created since then. */
    @Retry(maxRetries = 2, delay = 500, jitter = 200, retryOn = StripeUnavailable.class)
    List<JsonNode> intents(Instant since) {
        return all("payment_intents.list", "/v1/payment_intents?created[gte]=" + since.getEpochSecond());
    }

    /** Every refund of this PaymentIntent, failed ones too. */
    @Retry(maxRetries = 2, delay = 500, jitter = 200, retryOn = StripeUnavailable.class)
    List<JsonNode> refunds(String paymentIntentId) {
        return all("refunds.list",
                "/v1/refunds?payment_intent=" + URLEncoder.encode(paymentIntentId, StandardCharsets.UTF_8));
    }

    /** Refunds made since then, whatever became of them. */
    @Retry(maxRetries = 2, delay = 500, jitter = 200, retryOn = StripeUnavailable.class)
    List<JsonNode> refunds(Instant since) {
        return all("refunds.list", "/v1/refunds?created[gte]=" + since.getEpochSecond());
    }

    /** Disputes opened since then, whatever became of them. */
    @Retry(maxRetries = 2, delay = 500, jitter = 200, retryOn = StripeUnavailable.class)
    List<JsonNode> disputes(Instant since) {
        return all("disputes.list", "/v1/disputes?created[gte]=" + since.getEpochSecond());
    }

    /** The account's webhook endpoints. */
    @Retry(maxRetries = 2, delay = 500, jitter = 200, retryOn = StripeUnavailable.class)
    List<JsonNode> endpoints() {
        return all("webhook_endpoints.list", "/v1/webhook_endpoints?");
    }

    private List<JsonNode> all(String operation, String query) {
        var found = new ArrayList<JsonNode>();
        var cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = stripe.call(operation, RequestMethod.GET, query + "&limit=" + PER_PAGE + cursor, null).json();
            answer.path("data").forEach(found::add);
            if (!answer.path("has_more").asBoolean() || found.isEmpty())
                break;
            cursor = "&starting_after=" + found.getLast().path("id").asText();
        }
        return found;
    }
}
