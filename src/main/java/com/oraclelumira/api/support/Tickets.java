package com.oraclelumira.api.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.security.SecretTokens;
import com.oraclelumira.api.store.Complete;
import com.oraclelumira.api.store.Migration;
import com.oraclelumira.api.support.Ticket.Answer;
import com.oraclelumira.api.support.Ticket.Status;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.store.Conditions.all;

/** What was asked and answered. Whoever changes a ticket owes its mails from that write on. COM-3 */
@Singleton
public class Tickets implements PanacheMongoRepositoryBase<Ticket, ObjectId>, Migration {
    static final Duration LINK_LIFE = Duration.ofHours(24);
    static final Duration KEPT = Duration.ofDays(3 * 365);

    private static final List<Status> LIVE = List.of(Status.OPEN, Status.ANSWERED);
    private static final FindOneAndUpdateOptions AFTER = new FindOneAndUpdateOptions()
            .returnDocument(ReturnDocument.AFTER);

    private final Clock clock;

    Tickets(Clock clock) {
        this.clock = clock;
    }

    void add(Ticket ticket) {
        mongoCollection().insertOne(ticket);
    }

    /** Whose link this is, confirmed already or not; empty when it is too old or made up. */
    Optional<Ticket> byLink(String token) {
        return Optional.ofNullable(mongoCollection()
                .find(all(eq("link", SecretTokens.hash(token)), gt("createdAt", clock.instant().minus(LINK_LIFE))))
                .first());
    }

    /** Live from now on under this number; empty when it is already, under another one. */
    Optional<Ticket> confirm(Ticket ticket, String number) {
        return changed(all(eq(ticket.id()), eq("status", Status.UNCONFIRMED)),
                combine(set("status", Status.OPEN), set("number", number)));
    }

    /** Empty for one that is closed or not live, and when exactly that was answered already. */
    Optional<Ticket> answer(ObjectId id, Answer answer, Status then) {
        return changed(all(eq(id), in("status", LIVE), ne("answers.text", answer.text())),
                combine(push("answers", answer), set("status", then)));
    }

    /** Empty for one that is closed already or not live. */
    Optional<Ticket> close(ObjectId id) {
        return changed(all(eq(id), in("status", LIVE)), set("status", Status.CLOSED));
    }

    private Optional<Ticket> changed(Bson which, Bson change) {
        var now = clock.instant();
        return Optional.ofNullable(mongoCollection().findOneAndUpdate(which,
                combine(change, set("mailsOwedSince", now), set("updatedAt", now)), AFTER));
    }

    /** Unless it owes others since. */
    void mailsWritten(Ticket ticket) {
        mongoCollection().updateOne(all(eq(ticket.id()), eq("mailsOwedSince", ticket.mailsOwedSince())),
                unset("mailsOwedSince"));
    }

    /** Those whose mails somebody began to write before {@code then} and did not finish; some of them. */
    List<Ticket> owing(Instant then, int most) {
        return mongoCollection().find(lt("mailsOwedSince", then)).limit(most)
                .into(new ArrayList<>());
    }

    /** A live one or one of the past; empty for one that its mailbox has not confirmed. */
    Optional<Ticket> byId(ObjectId id) {
        return Optional.ofNullable(mongoCollection().find(all(eq(id), ne("status", Status.UNCONFIRMED))).first());
    }

    /** Latest change first. */
    List<Ticket> page(Status status, int skip, int limit) {
        return mongoCollection().find(eq("status", status)).sort(descending("updatedAt")).skip(skip).limit(limit)
                .into(new ArrayList<>());
    }

    long count(Status status) {
        return mongoCollection().countDocuments(eq("status", status));
    }

    /** What this person asked, by her address or with her account. */
    public List<Ticket> of(String email, @Nullable ObjectId userId) {
        return Complete.list(mongoCollection().find(hers(email, userId)));
    }

    /** The second call changes nothing. */
    public void forget(String email, @Nullable ObjectId userId) {
        mongoCollection().deleteMany(hers(email, userId));
    }

    private static Bson hers(String email, @Nullable ObjectId userId) {
        return userId == null ? eq("email", email) : or(eq("email", email), eq("userId", userId));
    }

    void forgetOld() {
        var now = clock.instant();
        mongoCollection().deleteMany(
                and(eq("status", Status.UNCONFIRMED), lt("createdAt", now.minus(LINK_LIFE))));
        mongoCollection().deleteMany(lt("updatedAt", now.minus(KEPT)));
    }

    @Override
    public String id() {
        return "005-ticket-indexes";
    }

    @Override
    public void apply(MongoDatabase database) {
        var tickets = database.getCollection("tickets");
        tickets.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true).sparse(true));
        tickets.createIndex(Indexes.compoundIndex(Indexes.ascending("status"), Indexes.descending("updatedAt")));
        for (var field : List.of("email", "userId", "updatedAt"))
            tickets.createIndex(Indexes.ascending(field));
        for (var field : List.of("link", "mailsOwedSince"))
            tickets.createIndex(Indexes.ascending(field), new IndexOptions().sparse(true));
    }
}
