package com.oraclelumira.api.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.http.RequestId;
import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.descending;

/** Every access of an expert, an admin or a command to a customer's personal data. Kept for three years. */
@Singleton
public class AuditTrail implements PanacheMongoRepositoryBase<AuditEntry, ObjectId>, Migration {
    private static final Duration KEPT = Duration.ofDays(3 * 365);
    private static final int MOST_ENTRIES = 500;
    private static final Bson LISTS = or(regex("subject", "^orders:"), in("subject", "clients", "users", "tickets"));

    private final Clock clock;

    AuditTrail(Clock clock) {
        this.clock = clock;
    }

    /**
     * Written before the access happens: what cannot be recorded is not done.
     *
     * @param detail ids and counts only
     */
    public void record(String actor, String action, String subject, @Nullable String detail) {
        mongoCollection().insertOne(new AuditEntry(new ObjectId(), clock.instant(), actor, action, subject, detail,
                RequestId.current()));
    }

    /**
     * Newest first, at most 500.
     *
     * @param subject as {@link Subject} writes it; or the bare id of an order or a client, or the bare key of a file
     */
    public List<AuditEntry> about(String subject) {
        return found(in("subject", Subject.meant(subject)));
    }

    /** The lists in which this order, client or ticket was shown; newest first, at most 500. */
    public List<AuditEntry> listing(ObjectId id) {
        return found(and(LISTS, regex("detail", id.toHexString())));
    }

    private List<AuditEntry> found(Bson filter) {
        return mongoCollection().find(filter).sort(descending("at")).limit(MOST_ENTRIES).into(new ArrayList<>());
    }

    @Scheduled(every = "24h", delayed = "10m")
    void forgetOld() {
        try {
            mongoCollection().deleteMany(lt("at", clock.instant().minus(KEPT)));
        } catch (MongoException e) {
            Log.warnf("audit.sweep_postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    @Override
    public String id() {
        return "001-audit-indexes";
    }

    @Override
    public void apply(MongoDatabase database) {
        database.getCollection("audit").createIndex(Indexes.compoundIndex(Indexes.ascending("subject"),
                Indexes.descending("at")));
        database.getCollection("audit").createIndex(Indexes.ascending("at"));
    }
}
