package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import org.bson.BsonDocumentWrapper;
import org.bson.conversions.Bson;

import com.oraclelumira.api.payments.InboxEvent.Source;
import com.oraclelumira.api.payments.InboxEvent.State;
import com.oraclelumira.api.store.Duplicates;
import com.oraclelumira.api.store.Leases;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.store.Conditions.all;

/** Stripe's events, stored before they are acknowledged and kept until they are applied. PAY-4 */
@Singleton
class Inbox implements PanacheMongoRepositoryBase<InboxEvent, String> {
    /** Longer than any attempt takes; a crashed owner's event is late by this much. */
    static final Duration CLAIM = Duration.ofSeconds(30);

    /** Stripe waits while we insert: rather a quick 503, which it repeats, than a slow answer. */
    private static final long INSERT_SECONDS = 2;
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final FindOneAndUpdateOptions OLDEST = new FindOneAndUpdateOptions().sort(ascending("nextAt"))
            .returnDocument(ReturnDocument.AFTER);

    private final Leases leases;
    private final MeterRegistry metrics;
    private final Clock clock;

    Inbox(Leases leases, MeterRegistry metrics, Clock clock) {
        this.leases = leases;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Stores a delivery; returns only once it is on a majority's journal. The event, claimed by us, when there is work to
     * do at once; empty for a copy and for a type that changes nothing here.
     */
    Optional<InboxEvent> receive(StripeEvent event, byte[] raw) {
        var now = clock.instant();
        if (!StripeFacts.relevant(event.type())) {
            add(InboxEvent.ignored(event, raw, now));
            return Optional.empty();
        }
        var claimed = InboxEvent.claimed(event, raw, leases.owner(), now, now.plus(CLAIM));
        return add(claimed) ? Optional.of(claimed) : Optional.empty();
    }

    /** Stored now, or known and counted as a copy: one round trip either way, so that a storm of copies costs no more. */
    private boolean add(InboxEvent event) {
        try {
            return upsert(event);
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return upsert(event); // the same event, stored between the server's look and its write
        }
    }

    private boolean upsert(InboxEvent event) {
        var events = mongoCollection();
        var stored = new BsonDocumentWrapper<>(event, events.getCodecRegistry().get(InboxEvent.class));
        stored.remove("_id"); // comes from the condition
        stored.remove("deliveries"); // counted
        return events.withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withTimeout(INSERT_SECONDS, TimeUnit.SECONDS)
                .updateOne(eq(event.id()), combine(setOnInsert(stored), inc("deliveries", 1)), UPSERT)
                .getUpsertedId() != null;
    }

    /** The longest-waiting event that is due, ours until the claim ends: new, parked, or left by a dead owner. */
    Optional<InboxEvent> claim() {
        var now = clock.instant();
        var due = all(in("state", State.RECEIVED, State.PARKED, State.PROCESSING), lte("nextAt", now));
        return Optional.ofNullable(mongoCollection().findOneAndUpdate(due, combine(set("state", State.PROCESSING),
                set("owner", leases.owner()), set("nextAt", now.plus(CLAIM)), inc("attempts", 1)), OLDEST));
    }

    void done(InboxEvent event) {
        finish(event, "applied", combine(set("state", State.DONE), set("doneAt", clock.instant()), unset("nextAt"),
                unset("lastError")));
    }

    /** Of somebody who is erased. */
    void doneWithoutContent(InboxEvent event) {
        finish(event, "applied", combine(set("state", State.DONE), set("doneAt", clock.instant()), unset("nextAt"),
                unset("lastError"), unset("raw")));
    }

    /** Its order is not there (yet). */
    void park(InboxEvent event, Instant nextAt) {
        finish(event, "parked",
                combine(set("state", State.PARKED), set("nextAt", nextAt), set("lastError", "no order")));
    }

    void failed(InboxEvent event, Instant nextAt, String reason) {
        finish(event, "failed", combine(set("state", State.RECEIVED), set("nextAt", nextAt), set("lastError", reason),
                inc("failures", 1)));
    }

    void dead(InboxEvent event, String reason) {
        finish(event, "dead", combine(set("state", State.DEAD), unset("nextAt"), set("lastError", reason)));
    }

    /** An event of this type about that payment. */
    Optional<InboxEvent> of(String paymentIntentId, String type) {
        return Optional.ofNullable(
                mongoCollection().find(all(eq("paymentIntentId", paymentIntentId), eq("type", type))).first());
    }

    /** When each of these events was brought by a delivery, here or to the system before; the others are not in it. */
    Map<String, Instant> brought(List<String> ids) {
        var found = new HashMap<String, Instant>();
        mongoCollection().find(all(in("_id", ids), in("source", Source.WEBHOOK, Source.IMPORT)))
                .forEach(event -> found.put(event.id(), event.receivedAt()));
        return found;
    }

    /** True when the event was not known: it waits for a worker. */
    boolean addMissed(StripeEvent event, byte[] raw) {
        return add(InboxEvent.missed(event, raw, clock.instant()));
    }

    /** Makes matching events due again, whatever became of them; how many. Harmless: applying twice changes nothing. */
    long replay(Bson which) {
        var now = clock.instant();
        return mongoCollection()
                .updateMany(all(which, exists("raw")), combine(set("state", State.RECEIVED), set("nextAt", now),
                        set("since", now), set("attempts", 0), set("failures", 0), unset("owner"), unset("doneAt")))
                .getModifiedCount();
    }

    /** Forgets events that were applied, or changed nothing here, before {@code then}; the others are kept for ever. */
    long forgetDoneBefore(Instant then) {
        return mongoCollection().deleteMany(all(in("state", State.DONE, State.IGNORED), lt("doneAt", then)))
                .getDeletedCount();
    }

    /** Keeps that these payments' applied events came, and forgets what they said. */
    void forgetContents(List<String> paymentIntentIds) {
        mongoCollection().updateMany(all(in("paymentIntentId", paymentIntentIds),
                in("state", State.DONE, State.IGNORED)), unset("raw"));
    }

    /** Only while it is still ours: after a claim that ran out, somebody else's word counts. */
    private void finish(InboxEvent event, String outcome, Bson update) {
        mongoCollection().updateOne(
                all(eq(event.id()), eq("state", State.PROCESSING), eq("owner", event.owner()),
                        eq("attempts", event.attempts())),
                update);
        metrics.counter("lumira.inbox.attempts", "outcome", outcome).increment();
    }
}
