package com.oraclelumira.api.status;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import org.bson.conversions.Bson;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.security.Hashes;
import com.oraclelumira.api.store.Duplicates;
import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.oraclelumira.api.store.Conditions.all;

/** What operators tell the public. Every sentence is on the audit trail by its incident's id. COM-4, COM-6 */
@Singleton
public class Incidents implements PanacheMongoRepositoryBase<Incident, String>, Migration {
    /** Characters of one sentence: the page must stay small. */
    public static final int LONGEST = 200;

    private static final int SHOWN = 5;
    private static final int ID_DIGITS = 6;
    private static final String ACTOR = "command";
    private static final FindOneAndUpdateOptions AFTER = new FindOneAndUpdateOptions()
            .returnDocument(ReturnDocument.AFTER);

    private final AuditTrail audit;
    private final Clock clock;

    Incidents(AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** The new incident; the same sentence on the same day is the same incident, told once. */
    public Incident open(Sentence sentence, List<Component> components) {
        var now = clock.instant();
        var id = LocalDate.ofInstant(now, StatusDays.PARIS) + "-"
                + Hashes.sha256("incident", sentence.fr()).substring(0, ID_DIGITS);
        audit.record(ACTOR, "incident.opened", subject(id), null);
        var incident = new Incident(id, now, null, components.stream().map(Component::id).toList(),
                List.of(sentence.at(now)));
        try {
            mongoCollection().insertOne(incident);
        } catch (MongoWriteException e) {
            if (!Duplicates.isDuplicate(e))
                throw e;
        }
        return findById(id);
    }

    /** {@link IllegalArgumentException} when no open incident has this id, or when that was said already. */
    public Incident update(String id, Sentence sentence) {
        audit.record(ACTOR, "incident.updated", subject(id), null);
        return say(id, sentence, push("entries", sentence.at(clock.instant())));
    }

    /** The last word about it. {@link IllegalArgumentException} as {@link #update}. */
    public Incident resolve(String id, Sentence sentence) {
        var now = clock.instant();
        audit.record(ACTOR, "incident.resolved", subject(id), null);
        return say(id, sentence, combine(push("entries", sentence.at(now)), set("resolvedAt", now)));
    }

    private Incident say(String id, Sentence sentence, Bson change) {
        var incident = mongoCollection().findOneAndUpdate(
                all(eq(id), exists("resolvedAt", false), ne("entries.fr", sentence.fr())), change, AFTER);
        if (incident == null)
            throw new IllegalArgumentException("no open incident has this id, or it says that already");
        return incident;
    }

    private static String subject(String id) {
        return "incident:" + id;
    }

    /** Of the last 90 days, newest first, at most five. */
    List<Incident> latest() {
        var since = clock.instant().minus(Duration.ofDays(StatusDays.KEPT_DAYS));
        return mongoCollection().find(gt("openedAt", since)).sort(descending("openedAt")).limit(SHOWN)
                .into(new ArrayList<>());
    }

    @Override
    public String id() {
        return "005-incident-index";
    }

    @Override
    public void apply(MongoDatabase database) {
        database.getCollection("incidents").createIndex(Indexes.descending("openedAt"));
    }
}
