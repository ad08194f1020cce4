package com.oraclelumira.api.orders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.ledger.Payment;
import com.oraclelumira.api.store.Duplicates;

import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.store.Conditions.all;

/** The orders. Each method that changes one is a single conditional update: the expected state is in its filter. */
@Singleton
public class Orders implements PanacheMongoRepositoryBase<Order, ObjectId> {
    private static final int ATTEMPTS = 10;

    private final OrderNumbers numbers;
    private final Clock clock;

    Orders(OrderNumbers numbers, Clock clock) {
        this.numbers = numbers;
        this.clock = clock;
    }

    /**
     * Stores a new order under a number of its own; empty, and nothing stored, when a checkout with its key or a free
     * reading for its address exists already. Gaps in the numbers are fine.
     */
    public Optional<Order> add(Order draft) {
        for (int attempt = 1;; attempt++) {
            var order = draft.numbered(numbers.next());
            try {
                mongoCollection().insertOne(order);
                return Optional.of(order);
            } catch (MongoWriteException e) {
                if (Duplicates.isDuplicateOf(e, "origin.key") || Duplicates.isDuplicateOf(e, "origin.freeFor"))
                    return Optional.empty();
                // a number taken by an order that came from elsewhere (an import): the next one
                if (attempt == ATTEMPTS || !Duplicates.isDuplicateOf(e, "orderNumber"))
                    throw e;
            }
        }
    }

    /** By the public handle, {@code pi_…} or {@code free_…}. */
    public Optional<Order> byHandle(String paymentIntentId) {
        return first(eq("paymentIntentId", paymentIntentId));
    }

    /** By any PaymentIntent that its payment knows of: an order paid twice has a second one, whose refunds name only it. */
    public Optional<Order> byIntent(String paymentIntentId) {
        return byHandle(paymentIntentId).or(() -> first(eq("payment.facts.intents.id", paymentIntentId)));
    }

    public Optional<Order> byId(ObjectId id) {
        return first(eq(id));
    }

    public Optional<Order> byCheckoutKey(String key) {
        return first(eq("origin.key", key));
    }

    public Optional<Order> byFreeReadingFor(String email) {
        return first(eq("origin.freeFor", email));
    }

    /** Gives the order its PaymentIntent, once; false when it has another one already. */
    public boolean attachIntent(ObjectId id, String paymentIntentId) {
        var free = or(exists("paymentIntentId", false), eq("paymentIntentId", paymentIntentId));
        return mongoCollection().updateOne(all(eq(id), free), set("paymentIntentId", paymentIntentId))
                .getMatchedCount() == 1;
    }

    /** The next PaymentIntent of this order is asked for under another key; once for each {@code attempt}. */
    public void nextAttempt(ObjectId id, int attempt) {
        mongoCollection().updateOne(all(eq(id), eq("origin.attempt", attempt)), inc("origin.attempt", 1));
    }

    /** A checkout that is over no longer stands in the way of the next one with the same key. */
    public void releaseCheckout(ObjectId id, String key) {
        mongoCollection().updateOne(all(eq(id), eq("origin.key", key)), unset("origin.key"));
    }

    /** True for one caller per order and {@code interval}: the one who may ask Stripe about it now. */
    public boolean mayAskStripe(ObjectId id, Duration interval) {
        var now = clock.instant();
        var due = or(exists("askedStripeAt", false), lt("askedStripeAt", now.minus(interval)));
        return mongoCollection().updateOne(all(eq(id), due), set("askedStripeAt", now)).getModifiedCount() == 1;
    }

    /**
     * Replaces the money side of the order as it was read, and adds what that obliges us to do; false when somebody was
     * faster (read again and repeat). {@code handle} is set when the order had none.
     */
    public boolean settle(Order read, Payment payment, List<Effect> obligations, @Nullable String handle) {
        var now = clock.instant();
        var changes = new ArrayList<Bson>(List.of(set("payment", payment), set("updatedAt", now), inc("rev", 1L)));
        if (!obligations.isEmpty())
            changes.add(pushEach("effects", obligations));
        if (read.paymentIntentId() == null && handle != null)
            changes.add(set("paymentIntentId", handle));
        if (read.paidAt() == null && payment.settled())
            changes.add(set("paidAt", now));
        return mongoCollection().updateOne(all(eq(read.id()), eq("rev", read.rev())), combine(changes))
                .getModifiedCount() == 1;
    }

    /** Claims one due obligation until {@code lease} from now; empty when it is done, not due, or another's. */
    public Optional<Order> claimEffect(ObjectId id, String key, Duration lease) {
        var now = clock.instant();
        var due = elemMatch("effects", all(eq("key", key), lte("nextAt", now)));
        return Optional.ofNullable(mongoCollection().findOneAndUpdate(all(eq(id), due),
                combine(set("effects.$[own].nextAt", now.plus(lease)), inc("effects.$[own].attempts", 1)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER).arrayFilters(own(key))));
    }

    /** The obligation is met. False, and nothing changed, when the order is erased: see {@link #effectOver}. */
    public boolean effectDone(ObjectId id, String key) {
        return endEffect(all(eq(id), ErasedOrders.NOT_ERASED), key);
    }

    /** The obligation of an erased order is met or void. The second call changes nothing. */
    public void effectOver(ObjectId id, String key) {
        endEffect(eq(id), key);
    }

    /** The attempt failed: due again at {@code nextAt}, unless somebody else has met it meanwhile. */
    public void effectFailed(ObjectId id, String key, Instant nextAt, String reason) {
        var open = new UpdateOptions().arrayFilters(List.of(all(eq("own.key", key), exists("own.doneAt", false))));
        mongoCollection().updateOne(eq(id),
                combine(set("effects.$[own].nextAt", nextAt), set("effects.$[own].lastError", reason)), open);
    }

    /** By array filter and not by {@code $}: which element matched is not known when an index answered for the order. */
    private boolean endEffect(Bson which, String key) {
        return mongoCollection().updateOne(which,
                combine(set("effects.$[own].doneAt", clock.instant()), unset("effects.$[own].nextAt"),
                        unset("effects.$[own].lastError")),
                new UpdateOptions().arrayFilters(own(key))).getMatchedCount() == 1;
    }

    private static List<Bson> own(String key) {
        return List.of(eq("own.key", key));
    }

    /** Orders that owe something now, at most {@code limit}, the longest due first. */
    public List<Order> owing(int limit) {
        return mongoCollection().find(elemMatch("effects", lte("nextAt", clock.instant())))
                .sort(ascending("effects.nextAt")).limit(limit).into(new ArrayList<>());
    }

    public Optional<Order> byNumber(String orderNumber) {
        return first(eq("orderNumber", orderNumber));
    }

    /** Ties the order to its customer's account, unless it is nobody's any more; the second call changes nothing. */
    public void assignTo(ObjectId orderId, ObjectId userId) {
        mongoCollection().updateOne(all(eq(orderId), ErasedOrders.NOT_ERASED), set("userId", userId));
    }

    private Optional<Order> first(Bson filter) {
        return Optional.ofNullable(mongoCollection().find(filter).first());
    }
}
