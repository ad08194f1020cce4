package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import io.quarkus.logging.Log;
import org.jboss.logging.MDC;

import com.oraclelumira.api.ledger.Fact;
import com.oraclelumira.api.ledger.IntentFact;
import com.oraclelumira.api.notifications.Alerts;
import com.oraclelumira.api.orders.Backoff;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.tracing.Traces;

/** What one event of the inbox means for its order. Applying it again changes nothing. */
@Singleton
class PaymentEvents {
    private static final int MOST_FAILURES = 12;
    private static final Duration LONGEST_WAIT_FOR_ORDER = Duration.ofHours(24);

    private final Inbox inbox;
    private final Settlement settlement;
    private final Alerts alerts;
    private final ObjectMapper json;
    private final Clock clock;
    private final Traces traces;

    PaymentEvents(Inbox inbox, Settlement settlement, Alerts alerts, ObjectMapper json, Clock clock, Traces traces) {
        this.inbox = inbox;
        this.settlement = settlement;
        this.alerts = alerts;
        this.json = json;
        this.clock = clock;
        this.traces = traces;
    }

    /** One attempt at a claimed event; whatever happens is written to the inbox, nothing is thrown. */
    void attempt(InboxEvent event) {
        if (event.nextAt() != null && !event.nextAt().isAfter(clock.instant()))
            return; // it waited in memory for longer than its claim: whoever claims it next does it
        MDC.put("event", event.id());
        try {
            traces.job("event", "lumira.event.id", event.id(), () -> record(event));
        } catch (MongoException e) {
            // the claim runs out by itself and the event is tried again: nothing to write to a database in trouble
            Log.warnf("event.postponed event=%s reason=%s", event.id(), e.getClass().getSimpleName());
        } finally {
            MDC.remove("event");
        }
    }

    private void record(InboxEvent event) {
        try {
            apply(event);
        } catch (MongoServerException e) {
            retryOrGiveUp(event, e); // the database is there and refuses: that may never end by itself
        } catch (MongoException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            giveUp(event, "EventDead", e.toString());
        } catch (RuntimeException e) {
            retryOrGiveUp(event, e);
        }
    }

    private void apply(InboxEvent event) {
        var fact = StripeFacts.of(StripeEvent.read(event.raw(), json));
        if (fact.isEmpty())
            inbox.done(event);
        else
            joined(event, fact.get()).ifPresentOrElse(order -> done(event, order), () -> waitForOrder(event));
    }

    private Optional<Order> joined(InboxEvent event, Fact<?> fact) {
        boolean succeeded = fact instanceof IntentFact intent && intent.status() == IntentFact.Status.SUCCEEDED;
        // money that came in the wrong mode is the order's to show (REVIEW); anything else of that mode is not ours
        if (event.livemode() != settlement.livemode() && !succeeded)
            throw new IllegalArgumentException("an event of the other mode, livemode=" + event.livemode());
        var order = fact instanceof IntentFact
                ? settlement.orderOf(event.orderId(), event.paymentIntentId())
                : settlement.orderOfPayment(event.paymentIntentId(), event.orderId());
        return order.map(found -> settlement.join(found, fact, event.paymentIntentId()));
    }

    /** What the bank or a card says of somebody who was erased is not kept once it was joined. */
    private void done(InboxEvent event, Order order) {
        if (order.erased())
            inbox.doneWithoutContent(event);
        else
            inbox.done(event);
    }

    private void waitForOrder(InboxEvent event) {
        if (event.since().plus(LONGEST_WAIT_FOR_ORDER).isBefore(clock.instant()))
            giveUp(event, "MoneyWithoutOrder", "no order after a day");
        else
            inbox.park(event, clock.instant().plus(Backoff.after(event.attempts())));
    }

    private void retryOrGiveUp(InboxEvent event, RuntimeException e) {
        int failures = event.failures() + 1;
        if (failures >= MOST_FAILURES) {
            giveUp(event, "EventDead", e.toString());
            return;
        }
        Log.warnf(e, "event.failed event=%s failures=%d", event.id(), failures);
        inbox.failed(event, clock.instant().plus(Backoff.after(failures)), e.toString());
    }

    /** The alert first: it has an id of its own and may be raised again, but nobody looks at a dead event by himself. */
    private void giveUp(InboxEvent event, String alert, String reason) {
        Log.errorf("event.dead event=%s type=%s reason=%s", event.id(), event.type(), reason);
        alerts.raise(alert, "event:" + event.id() + "@" + event.since().getEpochSecond(),
                "Event %s (%s, payment %s) cannot be applied: %s.".formatted(event.id(), event.type(),
                        event.paymentIntentId(), reason));
        inbox.dead(event, reason);
    }
}
