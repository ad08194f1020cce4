package com.oraclelumira.api.orders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import org.bson.Document;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

/** What all orders together still owe, by kind, as metrics: measured in the store, so every instance shows the same. MON-2 */
@Singleton
class EffectFigures {
    /** What an obligation that is not met waits for. */
    enum State {
        /** Its time has not come and nothing was tried: a nudge. */
        LATER,
        /** A worker. */
        DUE,
        /** The next attempt, after one or more that failed; or the end of the present one. */
        RETRYING,
        /** The same, and a person: it was tried so often that the team was told. */
        STUCK
    }

    private static final int MOST_ORDERS = 2_000;

    private record Place(String kind, State state) {}

    private final Orders orders;
    private final Clock clock;
    private volatile Map<Place, Long> counts = Map.of();
    private volatile double oldestWaitingSeconds;

    EffectFigures(Orders orders, @All List<EffectHandler> handlers, MeterRegistry metrics, Clock clock) {
        this.orders = orders;
        this.clock = clock;
        handlers.stream().flatMap(handler -> handler.kinds().stream()).forEach(kind -> register(metrics, kind));
        metrics.gauge("lumira.effects.oldest.waiting.seconds", this, figures -> figures.oldestWaitingSeconds);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        try {
            show(unmet());
        } catch (MongoException e) {
            Log.debugf("effects.not_measured reason=%s", e.getClass().getSimpleName());
        }
    }

    /** Of at most 2,000 orders, the longest due first. */
    private List<Effect> unmet() {
        return orders.mongoCollection().withDocumentClass(Document.class).find(gt("effects.nextAt", Instant.EPOCH))
                .projection(include("effects")).sort(ascending("effects.nextAt")).limit(MOST_ORDERS)
                .into(new ArrayList<>()).stream().flatMap(order -> order.getList("effects", Document.class).stream())
                .filter(effect -> effect.getDate("nextAt") != null).map(EffectFigures::effect).toList();
    }

    private static Effect effect(Document stored) {
        return new Effect(stored.getString("key"), stored.getInteger("attempts"),
                stored.getDate("nextAt").toInstant(), null, null);
    }

    private void show(List<Effect> unmet) {
        var now = clock.instant();
        counts = unmet.stream().collect(
                Collectors.groupingBy(effect -> new Place(effect.kind(), state(effect, now)), Collectors.counting()));
        oldestWaitingSeconds = unmet.stream().filter(effect -> effect.dueAt(now))
                .mapToLong(effect -> Duration.between(effect.nextAt(), now).toMillis()).max().orElse(0) / 1000.0;
    }

    private void register(MeterRegistry metrics, String kind) {
        for (var state : State.values())
            metrics.gauge("lumira.effects", Tags.of("kind", kind, "state", state.name()), this,
                    figures -> figures.counts.getOrDefault(new Place(kind, state), 0L));
    }

    private static State state(Effect effect, Instant now) {
        if (effect.attempts() >= EffectWorker.ATTEMPTS_BEFORE_ALERT)
            return State.STUCK;
        if (effect.attempts() > 0)
            return State.RETRYING;
        return effect.dueAt(now) ? State.DUE : State.LATER;
    }
}
