package com.oraclelumira.api.payments;

import java.time.Instant;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * One of Stripe's events as it came ({@code raw}: the exact bytes) and what became of it. {@code nextAt} is "not before"
 * and, while PROCESSING, the end of the claim. {@code since} is when its present life began: receipt, or the last replay.
 * {@code attempts} counts claims, {@code failures} those of them that ended in an error; waiting for an order is none.
 * {@code raw} is absent from events of the system before this one, and from those whose customer was erased: they are
 * known, and never applied again.
 */
@MongoEntity(collection = "stripe_inbox")
public record InboxEvent(@BsonId String id, String type, long created, boolean livemode, @Nullable String apiVersion,
        String objectId, @Nullable String paymentIntentId, @Nullable String orderId, byte @Nullable [] raw,
        Source source,
        State state, @Nullable Instant nextAt, @Nullable String owner, int attempts, int failures, int deliveries,
        @Nullable String lastError, Instant receivedAt, Instant since,
        @Nullable Instant doneAt) {

    /** Who brought the event. */
    public enum Source {
        WEBHOOK,
        RECONCILIATION,
        /** The system before this one applied it. */
        IMPORT
    }

    /** The life of an event in the inbox. */
    public enum State {
        /** Waits for a worker. */
        RECEIVED,
        /** Claimed until {@code nextAt}; whoever finds it later takes it over. */
        PROCESSING,
        /** Applied. */
        DONE,
        /** Its order is not there yet: tried again with growing pauses, for a day. */
        PARKED,
        /** Given up: a person must look. */
        DEAD,
        /** Of a type that changes nothing here. */
        IGNORED
    }

    /** Fresh from the webhook, claimed by the receiver until {@code claimEnds}: storing it and claiming it is one write. */
    static InboxEvent claimed(StripeEvent event, byte[] raw, String owner, Instant now, Instant claimEnds) {
        return of(event, raw, Source.WEBHOOK, State.PROCESSING, claimEnds, owner, 1, now, null);
    }

    /** Found by asking Stripe: waits for a worker. */
    static InboxEvent missed(StripeEvent event, byte[] raw, Instant now) {
        return of(event, raw, Source.RECONCILIATION, State.RECEIVED, now, null, 0, now, null);
    }

    /** Kept for the record only. */
    static InboxEvent ignored(StripeEvent event, byte[] raw, Instant now) {
        return of(event, raw, Source.WEBHOOK, State.IGNORED, null, null, 0, now, now);
    }

    /** Applied by the system before this one: a repetition of Stripe's is a copy. */
    static InboxEvent past(String id, String type, boolean livemode, Instant appliedAt) {
        return new InboxEvent(id, type, appliedAt.getEpochSecond(), livemode, null, "", null, null, null, Source.IMPORT,
                State.DONE, null, null, 0, 0, 0, null, appliedAt, appliedAt, appliedAt);
    }

    private static InboxEvent of(StripeEvent event, byte @Nullable [] raw, Source source, State state,
            @Nullable Instant nextAt,
            @Nullable String owner, int attempts, Instant now, @Nullable Instant doneAt) {
        return new InboxEvent(event.id(), event.type(), event.created(), event.livemode(), event.apiVersion(),
                event.objectId(), event.paymentIntentId(), event.orderId(), raw, source, state, nextAt, owner, attempts,
                0, 1, null, now, now, doneAt);
    }
}
