package com.oraclelumira.api.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.mongodb.MongoWriteException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.store.Complete;
import com.oraclelumira.api.store.Conditions;
import com.oraclelumira.api.store.Duplicates;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.set;

/** What was ordered in the name of one address. Erased orders are nobody's. */
@Singleton
public class OrdersOfClient {
    private static final Bson FIGURES = include("buyer.email", "level", "payment.status", "payment.settled",
            "payment.capturedCents", "payment.refundedCents", "fulfilment.status", "fulfilment.deliveredAt",
            "createdAt");

    private static final int MOST_BEGUN = 200;
    private static final Set<PaymentStatus> UNPAID = Set.of(PaymentStatus.PENDING, PaymentStatus.FAILED,
            PaymentStatus.CANCELED);
    private static final Bson CART = Conditions.all(in("payment.status", UNPAID), exists("intake", false),
            exists("userId", false), exists("v1", false));
    private static final Bson MORE_THAN_A_CART = or(nin("payment.status", UNPAID), exists("intake"), exists("userId"),
            exists("v1"));

    private final Orders orders;

    OrdersOfClient(Orders orders) {
        this.orders = orders;
    }

    /** Whether there is any, paid or not. */
    public boolean any(String email) {
        return orders.mongoCollection().find(of(email)).first() != null;
    }

    /** All that were ever paid, newest first, whatever became of the money: what strangers only begin hides none. */
    public List<Order> paid(String email) {
        return Complete.list(orders.mongoCollection()
                .find(Conditions.all(eq("buyer.email", email), eq("payment.settled", true), ErasedOrders.NOT_ERASED))
                .sort(descending("createdAt")));
    }

    /** Those made from this network (an IPv4 address or an IPv6 /64) since then, newest first, at most 200. */
    public List<Order> begun(Instant since, String email, String network) {
        return orders.mongoCollection()
                .find(Conditions.all(eq("buyer.email", email), eq("origin.network", Origin.networkOf(email, network)),
                        gt("createdAt", since), ErasedOrders.NOT_ERASED))
                .sort(descending("createdAt")).limit(MOST_BEGUN).into(new ArrayList<>());
    }

    /** Newest first. @param page counts from 1 */
    public List<Order> page(String email, int page, int size) {
        return orders.mongoCollection().find(of(email)).sort(descending("createdAt")).skip((page - 1) * size)
                .limit(size).into(new ArrayList<>());
    }

    public long count(String email) {
        return orders.mongoCollection().countDocuments(of(email));
    }

    /** All of them, and those that only her account's id, if she has one, still ties to her; one by one, newest first. */
    public void each(String email, @Nullable ObjectId userId, Consumer<Order> reader) {
        orders.mongoCollection().find(whole(email, userId)).sort(descending("createdAt")).forEach(reader);
    }

    /** The newest of these. */
    public List<Order> some(String email, @Nullable ObjectId userId, int most) {
        return orders.mongoCollection().find(whole(email, userId)).sort(descending("createdAt")).limit(most)
                .into(new ArrayList<>());
    }

    public long count(String email, @Nullable ObjectId userId) {
        return orders.mongoCollection().countDocuments(whole(email, userId));
    }

    /** Of these, newest first, all that were paid or say anything of her but what somebody typed into a checkout. */
    public List<Order> withoutCarts(String email, @Nullable ObjectId userId) {
        return Complete.list(
                orders.mongoCollection().find(and(hers(email, userId), ErasedOrders.NOT_ERASED, MORE_THAN_A_CART))
                        .sort(descending("createdAt")));
    }

    /** The newest of the others: anybody can leave any number of them in her name. */
    public List<Order> carts(String email, @Nullable ObjectId userId, int most) {
        return orders.mongoCollection().find(and(hers(email, userId), ErasedOrders.NOT_ERASED, CART))
                .sort(descending("createdAt")).limit(most).into(new ArrayList<>());
    }

    private static Bson whole(String email, @Nullable ObjectId userId) {
        return and(hers(email, userId), ErasedOrders.NOT_ERASED);
    }

    private static Bson hers(String email, @Nullable ObjectId userId) {
        var named = eq("buyer.email", email);
        return userId == null ? named : or(named, eq("userId", userId));
    }

    /** Money and counts of one customer, without reading what she wrote or was sent. */
    public ClientFigures figures(String email) {
        return figures(List.of(email)).getOrDefault(email, ClientFigures.NONE);
    }

    /** The same for many, in one question to the store; who never paid is not in it. */
    public Map<String, ClientFigures> figures(Collection<String> emails) {
        var found = Complete.list(orders.mongoCollection().withDocumentClass(Document.class)
                .find(Conditions.all(in("buyer.email", emails), eq("payment.settled", true))).projection(FIGURES));
        return found.stream().collect(Collectors.groupingBy(
                order -> order.get("buyer", Document.class).getString("email"),
                Collectors.collectingAndThen(Collectors.toList(), ClientFigures::of)));
    }

    /** A confirmed change of address takes her orders along; the second call changes nothing. */
    public void move(String from, String to) {
        orders.mongoCollection().updateMany(eq("buyer.email", from), set("buyer.email", to));
        try {
            orders.mongoCollection().updateOne(eq("origin.freeFor", from), set("origin.freeFor", to));
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e)) // the new address had its free reading too
                throw e;
        }
    }

    private static Bson of(String email) {
        return Conditions.all(eq("buyer.email", email), ErasedOrders.NOT_ERASED);
    }
}
