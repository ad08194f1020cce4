package com.oraclelumira.api.payments;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.inject.spi.CDI;

import com.oraclelumira.api.ledger.Payment;
import com.oraclelumira.api.notifications.MailTemplate;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.Order;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;

/** Five ways to handle deliveries that work until something happens. Each has been somebody's production code. */
enum Mutant {
    /** 200 first, for speed. */
    ACK_BEFORE_INSERT(AckBeforeInsert::new),
    /** The event's id is taken, then the event is handled in the request; a repetition finds the id taken. */
    RESERVE_THEN_PROCESS(ReserveThenProcess::new),
    /** Marked as done so that nobody else does it, and then done. */
    MARK_BEFORE_APPLY(MarkBeforeApply::new),
    /** Read, change, write: whoever writes last wins. */
    NO_COMPARE_AND_SET(NoCompareAndSet::new),
    /** The mail goes out while the payment is being applied. */
    SEND_INSIDE_APPLY(SendInsideApply::new);

    private final Function<OurServer.Parts, Server> make;

    Mutant(Function<OurServer.Parts, Server> make) {
        this.make = make;
    }

    Server start(OurServer.Parts parts) {
        return make.apply(parts);
    }

    /** The payment is not what it is without accidents, or somebody got a mail too many. */
    boolean symptom(FinalState fine, FinalState broken) {
        return this == SEND_INSIDE_APPLY
                ? broken.mails().size() > fine.mails().size()
                : !broken.payment().equals(fine.payment());
    }

    private static final class AckBeforeInsert extends OurServer {
        AckBeforeInsert(Parts parts) {
            super(parts);
        }

        @Override
        public void deliver(byte[] body, Runnable answer) {
            answer.run();
            super.deliver(body, () -> {});
        }
    }

    private static final class ReserveThenProcess extends OurServer {
        ReserveThenProcess(Parts parts) {
            super(parts);
        }

        @Override
        public void deliver(byte[] body, Runnable answer) {
            parts.inbox().receive(StripeEvent.read(body, parts.json()), body).ifPresent(this::attempt);
            answer.run();
        }

        @Override
        public void work() {
            meetObligations();
        }
    }

    private static final class MarkBeforeApply extends OurServer {
        MarkBeforeApply(Parts parts) {
            super(parts);
        }

        @Override
        void attempt(InboxEvent event) {
            parts.inbox().done(event);
            super.attempt(event);
        }
    }

    /** Applies events by itself. */
    private abstract static class Applying extends OurServer {
        Applying(Parts parts) {
            super(parts);
        }

        @Override
        void attempt(InboxEvent event) {
            var fact = StripeFacts.of(StripeEvent.read(event.raw(), parts.json())).orElseThrow();
            var order = parts.orders().byId(Drafts.order().id()).orElseThrow();
            var payment = order.payment().join(fact, Drafts.TERMS);
            store(order, payment, Obligations.added(order, payment, parts.clock().instant()));
            parts.inbox().done(event);
        }

        abstract void store(Order order, Payment payment, List<Effect> obligations);
    }

    private static final class NoCompareAndSet extends Applying {
        NoCompareAndSet(Parts parts) {
            super(parts);
        }

        @Override
        void store(Order order, Payment payment, List<Effect> obligations) {
            parts.orders().mongoCollection().updateOne(eq(order.id()),
                    combine(set("payment", payment), pushEach("effects", obligations)));
        }
    }

    private static final class SendInsideApply extends Applying {
        SendInsideApply(Parts parts) {
            super(parts);
        }

        @Override
        void store(Order order, Payment payment, List<Effect> obligations) {
            var mail = CDI.current().select(Outbox.class).get();
            for (var obligation : obligations)
                mail.add("sent-at-once:" + UUID.randomUUID(), order.buyer().email(), MailTemplate.ORDER_CONFIRMATION,
                        Map.of("about", obligation.key()));
            parts.orders().settle(order, payment, List.of(), "pi_1");
        }
    }
}
