package com.oraclelumira.api.payments;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.notifications.Alerts;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

/**
 * Asks Stripe for its events since the last time and puts those that never reached us into the inbox. A delivery that is
 * merely late is no loss; one that is older than two minutes is counted as missed and told.
 */
@Singleton
@Startup // for its counter, as CatchUp
class EventReconciliation {
    static final String JOB = "reconcile-events";

    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration LATE = Duration.ofMinutes(2);
    private static final Duration FIRST_LOOK = Duration.ofHours(1);
    private static final String CURSOR = "events";

    private final StripeLists stripe;
    private final Inbox inbox;
    private final Alerts alerts;
    private final MongoDatabase database;
    private final Jobs jobs;
    private final ObjectMapper json;
    private final Counter missed;
    private final Clock clock;

    EventReconciliation(StripeLists stripe, Inbox inbox, Alerts alerts, MongoDatabase database, Jobs jobs,
            ObjectMapper json, MeterRegistry metrics, Clock clock) {
        this.stripe = stripe;
        this.inbox = inbox;
        this.alerts = alerts;
        this.database = database;
        this.jobs = jobs;
        this.json = json;
        this.missed = metrics.counter("lumira.reconciliation.missed.events");
        this.clock = clock;
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everyFiveMinutes() {
        jobs.run(JOB, () -> {
            var started = clock.instant();
            since(cursor().minus(OVERLAP));
            database.getCollection("recon_cursor").updateOne(eq("_id", CURSOR), set("until", Date.from(started)),
                    new UpdateOptions().upsert(true));
        });
    }

    /** How many events since then we had not; also what an operator runs after an outage (Stripe keeps 30 days). */
    long since(Instant since) {
        long missed = stripe.events(StripeFacts.WANTED, since).stream().filter(this::missed).count();
        if (missed > 0)
            alerts.raise("EventsMissed", "since:" + since.getEpochSecond(),
                    missed + " events of Stripe's never reached the webhook; they were fetched and are being applied.");
        return missed;
    }

    private boolean missed(JsonNode node) {
        var raw = node.toString().getBytes(StandardCharsets.UTF_8);
        var event = StripeEvent.read(raw, json);
        if (!inbox.addMissed(event, raw))
            return false;
        boolean late = Instant.ofEpochSecond(event.created()).isBefore(clock.instant().minus(LATE));
        if (late)
            missed.increment();
        Log.warnf("event.missed event=%s type=%s late=%s", event.id(), event.type(), late);
        return late;
    }

    private Instant cursor() {
        var found = database.getCollection("recon_cursor").find(eq("_id", CURSOR)).first();
        return found == null ? clock.instant().minus(FIRST_LOOK) : found.getDate("until").toInstant();
    }
}
