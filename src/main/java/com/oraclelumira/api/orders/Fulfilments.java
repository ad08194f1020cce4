package com.oraclelumira.api.orders;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import com.oraclelumira.api.ledger.PaymentStatus;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.addEachToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.orders.FulfilmentStatus.AWAITING_VALIDATION;
import static com.oraclelumira.api.orders.FulfilmentStatus.DELIVERED;
import static com.oraclelumira.api.orders.FulfilmentStatus.IN_PRODUCTION;
import static com.oraclelumira.api.orders.FulfilmentStatus.PRODUCTION_FAILED;
import static com.oraclelumira.api.orders.FulfilmentStatus.QUEUED;
import static com.oraclelumira.api.store.Conditions.all;

/**
 * Every move of an order's fulfilment: one conditional update each, with the expected state in its filter, so that of
 * two who try the same move one gets the order and the other nothing. What an expert decides also needs a payment that
 * may be worked on; what the generator reports is taken in any case. A move never touches the money side.
 */
@Singleton
public class Fulfilments {
    /** An obligation: hand the job of the number that follows over to n8n. */
    public static final String PRODUCE = "produce:";
    /** An obligation: tell the customer that she can read; followed by the number of revisions so far. */
    public static final String READING_READY = "reading_ready:";

    static final List<PaymentStatus> WORKABLE = Arrays.stream(PaymentStatus.values()).filter(PaymentStatus::workable)
            .toList();
    private static final FindOneAndUpdateOptions AFTER = new FindOneAndUpdateOptions()
            .returnDocument(ReturnDocument.AFTER);

    private final Orders orders;
    private final Clock clock;

    Fulfilments(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /** Gives a waiting order that nobody has to this expert; empty when somebody has it, she herself included. */
    public Optional<Order> assign(ObjectId id, Assignment taken) {
        return move(all(eq(id), exists("fulfilment.assignment", false), waiting(), workable()),
                set("fulfilment.assignment", taken), true);
    }

    /**
     * Gives an order back that this expert has and nobody has delivered; empty when it is not hers. A running job goes on:
     * its answer comes to the order.
     */
    public Optional<Order> release(ObjectId id, String holderId) {
        return move(all(eq(id), eq("fulfilment.assignment.expertId", holderId), undelivered()),
                unset("fulfilment.assignment"), true);
    }

    /** Gives an order that nobody has delivered to this expert, whoever has it; a running job goes on. */
    public Optional<Order> handTo(ObjectId id, Assignment taken) {
        return move(all(eq(id), undelivered(), workable()), set("fulfilment.assignment", taken), true);
    }

    /**
     * Asks for the reading of a waiting order, which is the asking expert's from then on. Another's order is not hers to
     * process, unless {@code overriding}.
     */
    public Optional<Order> startProduction(Order read, Production job, boolean overriding) {
        var taken = new Assignment(job.expertId(), job.expertName(), clock.instant());
        var free = overriding
                ? Filters.empty()
                : or(exists("fulfilment.assignment", false), eq("fulfilment.assignment.expertId", job.expertId()));
        return move(all(as(read), free, waiting(), workable()), combine(produce(job),
                set("fulfilment.assignment", taken), set("fulfilment.validation", Validation.PENDING)), true);
    }

    /** n8n took the job; the second call changes nothing. */
    public void handedOver(Order read) {
        move(all(as(read), state(IN_PRODUCTION), exists("fulfilment.production.handedOverAt", false)),
                set("fulfilment.production.handedOverAt", clock.instant()), false);
    }

    /** The job ended without a reading: an expert may process the order again. */
    public Optional<Order> productionFailed(Order read, String reason) {
        return move(all(as(read), state(IN_PRODUCTION)), combine(set("fulfilment.status", PRODUCTION_FAILED),
                set("fulfilment.production.failure", reason)), true);
    }

    /**
     * Takes in what the generator brought, field by field: what it left blank stays. A late answer is one, too.
     *
     * @param files keys of the objects that the new and the present reading name
     */
    public Optional<Order> merge(Order read, Reading newer, List<String> files) {
        var changes = new ArrayList<>(List.of(set("fulfilment.status", AWAITING_VALIDATION),
                set("fulfilment.validation", Validation.PENDING), unset("fulfilment.production.failure"),
                addEachToSet("fulfilment.files", files), inc("fulfilment.production.answers", 1)));
        newer.fields().forEach((field, text) -> changes.add(set("fulfilment.reading." + field, text)));
        return move(all(as(read), state(IN_PRODUCTION, PRODUCTION_FAILED, AWAITING_VALIDATION)), combine(changes),
                true);
    }

    /** Lets the reading out to the customer, as it was when it was read, and owes her the news. */
    public Optional<Order> approve(Order read, Validation verdict) {
        var owed = Effect.due(READING_READY + read.fulfilment().revisions(), clock.instant());
        return move(all(as(read), answers(read), state(AWAITING_VALIDATION), workable()),
                combine(set("fulfilment.status", DELIVERED), set("fulfilment.validation", verdict),
                        set("fulfilment.deliveredAt", clock.instant()), unset("fulfilment.published"),
                        push("effects", owed)),
                true);
    }

    /** Sends the reading back to the generator: counted once, however many experts say so at the same time. */
    public Optional<Order> reject(Order read, Validation verdict, Production revision) {
        return move(all(as(read), answers(read), state(AWAITING_VALIDATION), workable()), combine(produce(revision),
                set("fulfilment.validation", verdict), inc("fulfilment.revisions", 1)), true);
    }

    /** Takes a delivered order back; the customer goes on reading what she has until the new one is approved. */
    public Optional<Order> reopen(Order read, Production revision) {
        var kept = read.fulfilment().reading() == null
                ? unset("fulfilment.published")
                : set("fulfilment.published", read.fulfilment().reading());
        return move(all(as(read), state(DELIVERED), workable()), combine(produce(revision), kept,
                set("fulfilment.validation", Validation.PENDING), inc("fulfilment.revisions", 1)), true);
    }

    private Bson produce(Production job) {
        return combine(set("fulfilment.status", IN_PRODUCTION), set("fulfilment.production", job),
                push("effects", Effect.due(PRODUCE + job.number(), clock.instant())));
    }

    /** The order with the job it had when it was read: a decision is about what its maker saw. */
    private static Bson as(Order read) {
        var job = read.fulfilment().production();
        return all(eq(read.id()), job == null
                ? exists("fulfilment.production", false)
                : eq("fulfilment.production.number", job.number()));
    }

    /** And nothing was merged into its reading since. */
    private static Bson answers(Order read) {
        var job = read.fulfilment().production();
        return job == null || job.answers() == null
                ? exists("fulfilment.production.answers", false)
                : eq("fulfilment.production.answers", job.answers());
    }

    private static Bson state(FulfilmentStatus... states) {
        return in("fulfilment.status", states);
    }

    private static Bson waiting() {
        return state(QUEUED, PRODUCTION_FAILED);
    }

    private static Bson undelivered() {
        return ne("fulfilment.status", DELIVERED);
    }

    private static Bson workable() {
        return in("payment.status", WORKABLE);
    }

    private Optional<Order> move(Bson expected, Bson change, boolean visible) {
        var update = visible ? combine(change, set("updatedAt", clock.instant())) : change;
        return Optional.ofNullable(
                orders.mongoCollection().findOneAndUpdate(all(expected, ErasedOrders.NOT_ERASED), update, AFTER));
    }
}
