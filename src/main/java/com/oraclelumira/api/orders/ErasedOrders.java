package com.oraclelumira.api.orders;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import com.oraclelumira.api.users.Identity;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.size;
import static com.mongodb.client.model.Updates.addEachToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pullAll;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.store.Conditions.all;

/**
 * Orders without their person. The money's facts stay, because the books must, and because a refund or a dispute may
 * still come; everything that says whose it was goes in one write, together with the obligation to delete her files.
 */
@Singleton
public class ErasedOrders {
    /** Every list of orders for people filters by this. */
    public static final Bson NOT_ERASED = exists("erasedAt", false);
    /** The obligation to delete {@link Order#leftovers()} and {@link Fulfilment#files()}; followed by a time for later ones. */
    public static final String ERASE_FILES = "erase_files";

    private static final FindOneAndUpdateOptions AFTER = new FindOneAndUpdateOptions()
            .returnDocument(ReturnDocument.AFTER);

    private final Orders orders;
    private final Clock clock;

    ErasedOrders(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * Empty when it was erased already: the second call changes nothing.
     *
     * @param files keys or addresses of the stored objects that are to follow
     */
    public Optional<Order> erase(Order order, List<String> files) {
        return erase(all(eq(order.id()), NOT_ERASED), order, files);
    }

    /** Empty, and nothing changed, when anything of it moved since it was read: a payment, a form, a PaymentIntent. */
    public Optional<Order> eraseAsRead(Order order, List<String> files) {
        return erase(all(eq(order.id()), NOT_ERASED, eq("rev", order.rev()), eq("updatedAt", order.updatedAt()),
                eq("paymentIntentId", order.paymentIntentId())), order, files);
    }

    private Optional<Order> erase(Bson which, Order order, List<String> files) {
        var now = clock.instant();
        return Optional.ofNullable(orders.mongoCollection().findOneAndUpdate(which,
                combine(anonymous(order), set("erasedAt", now), set("updatedAt", now), set("leftovers", files),
                        push("effects", Effect.due(ERASE_FILES, now))),
                AFTER));
    }

    /** Files that arrived when the order was erased already; the order owes their deletion from now on. */
    public void oweAlso(ObjectId id, List<String> files) {
        var now = clock.instant();
        orders.mongoCollection().updateOne(all(eq(id), exists("erasedAt")), combine(addEachToSet("leftovers", files),
                push("effects", Effect.due(ERASE_FILES + ":" + now.toEpochMilli(), now))));
    }

    /** These files are gone too; what came meanwhile is still owed. */
    public void clean(ObjectId id, List<String> files) {
        orders.mongoCollection().updateOne(eq(id),
                combine(pullAll("leftovers", files), pullAll("fulfilment.files", files)));
        orders.mongoCollection().updateOne(all(eq(id), size("leftovers", 0)), unset("leftovers"));
    }

    /** The list of files stays until they are deleted: an answer of the generator may have lengthened it just now. */
    private static Bson anonymous(Order order) {
        return combine(set("buyer", nobody(order.id())), unset("userId"), unset("intake"), unset("v1"),
                set("fulfilment.status", order.delivered() ? FulfilmentStatus.DELIVERED : FulfilmentStatus.QUEUED),
                unset("fulfilment.assignment"), unset("fulfilment.production"), unset("fulfilment.reading"),
                unset("fulfilment.published"), unset("fulfilment.validation"), unset("origin.key"),
                unset("origin.freeFor"), set("origin.fingerprint", ""), set("origin.network", ""));
    }

    /** An address of its own for every order, at a domain that cannot exist (RFC 2606). */
    private static Identity nobody(ObjectId id) {
        return new Identity("efface-" + id.toHexString() + "@anonyme.invalid", "Client", "effacé", null);
    }
}
