package com.oraclelumira.api.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.quarkus.mongodb.panache.common.MongoEntity;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.catalog.Level;
import com.oraclelumira.api.ledger.Payment;
import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.ledger.Price;
import com.oraclelumira.api.ledger.Terms;
import com.oraclelumira.api.users.Identity;

/**
 * A purchase and its life: the one collection for what v1 kept in two. {@code rev} counts the changes of the money side
 * and guards them (compare-and-set). {@code orderNumber} is absent only from a draft. {@code paymentIntentId} is the
 * public handle ({@code pi_…} or {@code free_…}), absent between the order's insertion and Stripe's answer.
 * {@code paidAt} is when we learned of the payment. {@code v1} keeps what an imported order had and this shape has no
 * place for. Since {@code erasedAt} only the money's facts are left, under an anonymous buyer; {@code leftovers} are the
 * stored files of hers that are still to be deleted.
 */
@MongoEntity(collection = "orders")
public record Order(@BsonId ObjectId id, long rev, @Nullable String orderNumber, @Nullable String paymentIntentId,
        Level level,
        Price price, Identity buyer, @Nullable ObjectId userId, Payment payment, Fulfilment fulfilment,
        @Nullable Intake intake,
        List<Effect> effects, Origin origin, @Nullable Instant paidAt, @Nullable Instant askedStripeAt,
        Instant createdAt, Instant updatedAt, @Nullable Document v1, @Nullable Instant erasedAt,
        @Nullable List<String> leftovers) {

    public Order {
        effects = List.copyOf(effects);
        leftovers = leftovers == null ? null : List.copyOf(leftovers);
    }

    /** A free reading's handle is found by anyone who knows the e-mail address; a PaymentIntent's only by its buyer. */
    public boolean handleIsSecret() {
        return !price.free();
    }

    Order numbered(String number) {
        return new Order(id, rev, number, paymentIntentId, level, price, buyer, userId, payment, fulfilment, intake,
                effects, origin, paidAt, askedStripeAt, createdAt, updatedAt, v1, erasedAt, leftovers);
    }

    /** Before it is stored. */
    public Order owing(List<Effect> obligations) {
        return new Order(id, rev, orderNumber, paymentIntentId, level, price, buyer, userId, payment, fulfilment,
                intake,
                obligations, origin, paidAt, askedStripeAt, createdAt, updatedAt, v1, erasedAt, leftovers);
    }

    /** Of a mail about this order, so that each is sent once and all of them are found when the order is erased. */
    public String mailId(String about) {
        return "order:" + id.toHexString() + ":" + about;
    }

    public Optional<Effect> effect(String key) {
        return effects.stream().filter(effect -> effect.key().equals(key)).findFirst();
    }

    /** The order was made from this network (an IPv4 address or an IPv6 /64). */
    public boolean madeFrom(String network) {
        return origin.network().equals(Origin.networkOf(buyer.email(), network));
    }

    /** What a payment must match to be this order's. */
    public Terms terms(boolean livemode) {
        return new Terms(id.toHexString(), price, livemode);
    }

    /** When the customer is let in: settled money, and nothing that a person has to look at first. */
    public boolean accessGranted() {
        return payment.status().givesAccess();
    }

    /** No payment is settled, but one may be on its way. */
    public boolean awaitsPayment() {
        return payment.status().open();
    }

    /** As {@link #awaitsPayment()}, and nothing was refused so far. */
    public boolean paymentUnderWay() {
        return awaitsPayment() && payment.status() != PaymentStatus.FAILED;
    }

    public boolean delivered() {
        return fulfilment.delivered();
    }

    /** Nobody's any more: no list, page or worker but the money's may show or touch it. */
    public boolean erased() {
        return erasedAt != null;
    }
}
