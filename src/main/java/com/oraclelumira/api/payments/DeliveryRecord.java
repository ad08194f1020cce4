package com.oraclelumira.api.payments;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

/** What Stripe made known against what its webhook brought here. Reads only. PAY-2, PAY-4 */
@Singleton
public class DeliveryRecord {
    private final StripeLists stripe;
    private final Inbox inbox;

    DeliveryRecord(StripeLists stripe, Inbox inbox) {
        this.stripe = stripe;
        this.inbox = inbox;
    }

    /**
     * @param made how many events of the types that we need Stripe made in that time
     * @param waiting how many of them Stripe is still trying to deliver, here or to another endpoint of the account
     * @param missed ids of those that no delivery brought, the newest first; a reconciliation may have since
     */
    public record Found(int made, int waiting, List<String> missed, Optional<Instant> lastMade,
            Optional<Instant> lastReceived) {}

    /**
     * Events made in between.
     *
     * @param until later ones may be on their way
     */
    public Found between(Instant since, Instant until) {
        var made = stripe.events(StripeFacts.WANTED, since).stream()
                .filter(event -> !created(event).isAfter(until)).toList();
        var brought = inbox.brought(made.stream().map(DeliveryRecord::id).toList());
        return new Found(made.size(), (int) made.stream().filter(event -> event.path("pending_webhooks").asInt() > 0)
                .count(), made.stream().map(DeliveryRecord::id).filter(id -> !brought.containsKey(id)).toList(),
                made.stream().map(DeliveryRecord::created).max(Comparator.naturalOrder()),
                brought.values().stream().max(Comparator.naturalOrder()));
    }

    private static String id(JsonNode event) {
        return event.path("id").asText();
    }

    private static Instant created(JsonNode event) {
        return Instant.ofEpochSecond(event.path("created").asLong());
    }
}
