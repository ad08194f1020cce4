package com.oraclelumira.api.orders;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import com.mongodb.MongoWriteException;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.store.Duplicates;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.or;

/** Orders that another system took before this one, under the ids and numbers that it gave them. */
@Singleton
public class PastOrders {
    /** A number as this system makes them: anything else can never be given by {@link OrderNumbers}. */
    private static final Pattern OURS = Pattern.compile("LU(\\d{6})(\\d{4,5})");

    private final Orders orders;
    private final OrderNumbers numbers;

    PastOrders(Orders orders, OrderNumbers numbers) {
        this.orders = orders;
        this.numbers = numbers;
    }

    /** The order of this id, or of this payment. */
    public Optional<Order> find(ObjectId id, @Nullable String paymentIntentId) {
        var either = paymentIntentId == null ? eq(id) : or(eq(id), eq("paymentIntentId", paymentIntentId));
        return Optional.ofNullable(orders.mongoCollection().find(either).first());
    }

    public boolean hasNumber(String orderNumber) {
        return orders.byNumber(orderNumber).isPresent();
    }

    public boolean hadFreeReading(String email) {
        return orders.byFreeReadingFor(email).isPresent();
    }

    /** False, and nothing stored, when its id, payment or number is here already. */
    public boolean add(Order order) {
        try {
            var ours = OURS.matcher(order.orderNumber());
            if (ours.matches())
                numbers.skip(ours.group(1), Long.parseLong(ours.group(2)));
            orders.mongoCollection().insertOne(order);
            return true;
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return false;
        }
    }
}
