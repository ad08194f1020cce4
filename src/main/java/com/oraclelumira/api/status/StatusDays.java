package com.oraclelumira.api.status;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import com.mongodb.client.model.UpdateOptions;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import org.bson.conversions.Bson;

import com.oraclelumira.api.store.Duplicates;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.oraclelumira.api.store.Conditions.all;

/** One small document a day, for 90 days. */
@Singleton
class StatusDays implements PanacheMongoRepositoryBase<StatusDay, String> {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final int KEPT_DAYS = 90;
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final Clock clock;

    StatusDays(Clock clock) {
        this.clock = clock;
    }

    /** Counts one minute's look; a minute that was counted, by whomever, or one before it, changes nothing. */
    void count(Instant minute, Map<Component, State> states) {
        var day = LocalDate.ofInstant(minute, PARIS).toString();
        try {
            mongoCollection().updateOne(all(eq(day), lt("lastMinute", minute)), found(minute, states), UPSERT);
        } catch (MongoServerException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
            // the day is there and has this minute or a later one: the upsert ran into its _id
        }
    }

    private static Bson found(Instant minute, Map<Component, State> states) {
        var changes = new ArrayList<>(List.of(set("lastMinute", minute), inc("checks", 1)));
        states.forEach((component, state) -> {
            if (state != State.UNKNOWN)
                changes.add(inc(state.id() + "." + component.id(), 1));
        });
        return combine(changes);
    }

    /** Newest first; days without any check are not there. */
    List<StatusDay> latest() {
        var today = LocalDate.ofInstant(clock.instant(), PARIS);
        return mongoCollection().find(gt("_id", today.minusDays(KEPT_DAYS).toString()))
                .sort(descending("_id")).limit(KEPT_DAYS).into(new ArrayList<>());
    }

    @Scheduled(every = "24h", delayed = "11m")
    void forgetOld() {
        var today = LocalDate.ofInstant(clock.instant(), PARIS);
        try {
            mongoCollection().deleteMany(lte("_id", today.minusDays(KEPT_DAYS).toString()));
        } catch (MongoException e) {
            Log.warnf("status.sweep_postponed reason=%s", e.getClass().getSimpleName());
        }
    }
}
