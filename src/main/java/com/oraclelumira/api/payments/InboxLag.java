package com.oraclelumira.api.payments;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import com.oraclelumira.api.payments.InboxEvent.State;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.oraclelumira.api.store.Conditions.all;

/** How far the application of Stripe's events is behind. */
@Singleton
public class InboxLag {
    private final Inbox inbox;
    private final Clock clock;

    InboxLag(Inbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    /** For how long the event that waits longest has been due; zero when none is. */
    public Duration lag() {
        var now = clock.instant();
        var first = inbox.mongoCollection()
                .find(all(in("state", State.RECEIVED, State.PARKED, State.PROCESSING), lte("nextAt", now)))
                .sort(ascending("nextAt")).first();
        return first == null ? Duration.ZERO : Duration.between(first.nextAt(), now);
    }

    /** How many events were given up and wait for a person. */
    public long dead() {
        return inbox.mongoCollection().countDocuments(eq("state", State.DEAD));
    }
}
