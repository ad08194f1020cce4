package com.oraclelumira.api.status;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.quarkus.logging.Log;

import com.oraclelumira.api.health.DatabasePing;
import com.oraclelumira.api.health.StripeKnowledge;
import com.oraclelumira.api.notifications.EmailGateway;
import com.oraclelumira.api.notifications.Outbox;
import com.oraclelumira.api.payments.InboxLag;
import com.oraclelumira.api.payments.StripeStatus;
import com.oraclelumira.api.production.N8nGateway;

/**
 * How each component is now, from what is known anyway: a ping, the last real call to each partner, and how long due work
 * has been waiting. No partner is asked, so looking costs nobody anything.
 */
@Singleton
class Probes {
    /** Due work is begun within seconds; this long means that nobody begins it. */
    private static final Duration TOO_LATE = Duration.ofMinutes(5);
    /** How long the last call speaks for now. */
    private static final Duration TELLING = Duration.ofMinutes(15);

    private final DatabasePing database;
    private final StripeKnowledge knowledge;
    private final StripeStatus stripe;
    private final InboxLag inbox;
    private final EmailGateway mail;
    private final Outbox outbox;
    private final N8nGateway n8n;
    private final Clock clock;

    Probes(DatabasePing database, StripeKnowledge knowledge, StripeStatus stripe, InboxLag inbox, EmailGateway mail,
            Outbox outbox, N8nGateway n8n, Clock clock) {
        this.database = database;
        this.knowledge = knowledge;
        this.stripe = stripe;
        this.inbox = inbox;
        this.mail = mail;
        this.outbox = outbox;
        this.n8n = n8n;
        this.clock = clock;
    }

    /** One state for every component, within a few seconds and never exceptionally. */
    Map<Component, State> look() {
        var states = new EnumMap<Component, State>(Component.class);
        try {
            if (database.ping().join().reached())
                addAll(states);
        } catch (MongoException away) {
            Log.debugf("status.database_away reason=%s", away.getClass().getSimpleName());
        }
        for (var component : Component.values())
            states.putIfAbsent(component, State.DOWN); // nothing of it is done without a database
        states.put(Component.API, State.UP); // it is the API that says so
        return states;
    }

    private void addAll(Map<Component, State> states) {
        states.put(Component.PAYMENTS, state(knowledge.isConfigured(), stripeAway() || isLate(inbox.lag())));
        states.put(Component.MAIL, state(mail.configured(), mail.unreachable() || isLate(outbox.lag())));
        states.put(Component.READINGS, state(n8n.configured(), n8n.unreachable()));
        states.put(Component.DATABASE, State.UP);
    }

    private static State state(boolean configured, boolean failing) {
        if (!configured)
            return State.UNKNOWN;
        return failing ? State.DOWN : State.UP;
    }

    private boolean stripeAway() {
        return stripe.lastCall().filter(call -> "unavailable".equals(call.outcome()))
                .filter(call -> call.at().isAfter(clock.instant().minus(TELLING))).isPresent();
    }

    private static boolean isLate(Duration waiting) {
        return waiting.compareTo(TOO_LATE) > 0;
    }
}
