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
import com.oraclelumira.api.orders.OtherwiseSettledOrders;

/**
 * Five ways to handle deliveries that work until something happens. Each has been somebody's production code. Each is the
 * application itself with one joint bent: all else that runs is what production runs.
 */
enum Mutant {
    /** 200 first, for speed. */
    ACK_BEFORE_INSERT(AckBeforeInsert::new),
    /** The event's id is taken, then the event is handled in the request; a repetition finds the id taken. */
    RESERVE_THEN_PROCESS(ReserveThenProcess::new),
    /** Marked as done so that nobody else does it, and then done. */
    MARK_BEFORE_APPLY(MarkBeforeApply::new),
    /** Read, change, write: whoever writes last wins. */
    NO_COMPARE_AND_SET(parts -> new OurServer(parts.with(new NoCompareAndSet(parts)))),
    /** The mail goes out while the payment is being applied. */
    SEND_INSIDE_APPLY(parts -> new OurServer(parts.with(new SendInsideApply(parts))));

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
        void handedOver(InboxEvent event) {
            attempt(event);
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

    private static final class NoCompareAndSet extends OtherwiseSettledOrders {
        NoCompareAndSet(OurServer.Parts parts) {
            super(parts.clock());
        }

        @Override
        public boolean settle(Order read, Payment payment, List<Effect> obligations, String handle) {
            return super.settle(byId(read.id()).orElseThrow(), payment, obligations, handle);
        }
    }

    private static final class SendInsideApply extends OtherwiseSettledOrders {
        SendInsideApply(OurServer.Parts parts) {
            super(parts.clock());
        }

        @Override
        public boolean settle(Order read, Payment payment, List<Effect> obligations, String handle) {
            var mail = CDI.current().select(Outbox.class).get();
            for (var obligation : obligations)
                mail.add("sent-at-once:" + UUID.randomUUID(), read.buyer().email(), MailTemplate.ORDER_CONFIRMATION,
                        Map.of("about", obligation.key()));
            return super.settle(read, payment, List.of(), handle);
        }
    }
}
