package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import com.mongodb.MongoWriteException;

import com.oraclelumira.api.ledger.ChargeFact;
import com.oraclelumira.api.ledger.Fact;
import com.oraclelumira.api.ledger.IntentFact;
import com.oraclelumira.api.ledger.IntentFact.Status;
import com.oraclelumira.api.ledger.Payment;
import com.oraclelumira.api.ledger.Price;
import com.oraclelumira.api.ledger.Terms;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.store.Duplicates;

/**
 * What another system did with Stripe before this one, said in facts of our own: source {@code import}, and older than
 * anything Stripe says, so that Stripe's first word about the same object takes their place. What they would have
 * obliged us to do is long done: nobody gets a mail again.
 */
@Singleton
public class PastPayments {
    /** Where these facts come from. */
    public static final String SOURCE = "import";
    private static final long BEFORE_STRIPE_SPOKE = 0;
    private static final String DECLINED = "unknown";

    /** What the other system thought of a payment. */
    public enum Outcome {
        NEVER_ASKED, PENDING, DECLINED, CANCELED, PAID, REFUNDED
    }

    private final StripeConfig config;
    private final Inbox inbox;
    private final Clock clock;

    PastPayments(StripeConfig config, Inbox inbox, Clock clock) {
        this.config = config;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** @param intentId a handle of its own where Stripe was never asked: an order paid in another way */
    public Payment payment(String orderId, Price price, String intentId, Outcome outcome) {
        var terms = new Terms(orderId, price, config.livemode());
        var payment = Payment.opening(terms);
        for (var fact : facts(price, intentId, outcome))
            payment = payment.join(fact, terms);
        return payment;
    }

    private List<Fact<?>> facts(Price price, String intentId, Outcome outcome) {
        return price.free() ? List.of() : switch (outcome) {
            case NEVER_ASKED, PENDING -> List.of();
            case DECLINED -> List.of(intent(price, intentId, Status.REQUIRES_PAYMENT_METHOD, DECLINED));
            case CANCELED -> List.of(intent(price, intentId, Status.CANCELED, null));
            case PAID -> List.of(intent(price, intentId, Status.SUCCEEDED, null));
            case REFUNDED -> List.of(intent(price, intentId, Status.SUCCEEDED, null),
                    new ChargeFact(SOURCE + ":" + intentId, intentId, price.amountCents(), BEFORE_STRIPE_SPOKE,
                            SOURCE));
        };
    }

    private IntentFact intent(Price price, String id, Status status,
            @org.jspecify.annotations.Nullable String decline) {
        return new IntentFact(id, null, status, price.amountCents(),
                status == Status.SUCCEEDED ? price.amountCents() : 0, price.currency(), config.livemode(), decline,
                BEFORE_STRIPE_SPOKE, SOURCE);
    }

    /** What the order's payment obliges to, as met. */
    public List<Effect> met(Order order) {
        var now = clock.instant();
        return Obligations.added(order, order.payment(), now).stream()
                .map(effect -> new Effect(effect.key(), 0, null, now, null)).toList();
    }

    /** The customer was refunded before we came: Stripe's list of her refunds is no news to her. */
    static boolean knewOfRefund(Order order) {
        return order.payment().facts().charges().stream().anyMatch(charge -> charge.source().equals(SOURCE));
    }

    /** Remembers an event that the other system had applied; false when it is known. */
    public boolean remember(String eventId, String type, Instant appliedAt) {
        try {
            inbox.mongoCollection().insertOne(InboxEvent.past(eventId, type, config.livemode(), appliedAt));
            return true;
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            return false;
        }
    }

    public boolean knows(String eventId) {
        return inbox.findById(eventId) != null;
    }
}
