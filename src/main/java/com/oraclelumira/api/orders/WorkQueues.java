package com.oraclelumira.api.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import com.oraclelumira.api.orders.Validation.Verdict;
import com.oraclelumira.api.store.Complete;
import com.oraclelumira.api.store.Conditions;
import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

/** The orders as the desk works through them. Only those whose payment may be worked on, the history excepted. */
@Singleton
public class WorkQueues implements Migration {
    private static final int LONGEST_HISTORY = 200;
    private static final Bson WORKABLE = and(in("payment.status", Fulfilments.WORKABLE), ErasedOrders.NOT_ERASED);
    private static final Bson WAITING = and(
            in("fulfilment.status", FulfilmentStatus.QUEUED, FulfilmentStatus.PRODUCTION_FAILED), WORKABLE);
    private static final Bson TO_VALIDATE = and(eq("fulfilment.status", FulfilmentStatus.AWAITING_VALIDATION),
            WORKABLE);

    /** Some orders of a queue, and how many it has altogether. */
    public record Page(List<Order> orders, long count) {}

    /** How many orders stand where; {@code rejected} of them wait for the reading that replaces a refused one. */
    public record Counts(long waiting, long inProduction, long toValidate, long delivered, long rejected,
            long deliveredSince, long assigned) {}

    private final Orders orders;

    WorkQueues(Orders orders) {
        this.orders = orders;
    }

    /** What an expert may take: paid, and not in production; the oldest first. */
    public Page waiting(int skip, int limit) {
        return page(WAITING, ascending("createdAt"), skip, limit);
    }

    /** What has not changed for the longest time first. */
    public Page toValidate(int skip, int limit) {
        return page(TO_VALIDATE, ascending("updatedAt"), skip, limit);
    }

    /** What this expert has taken and nobody has delivered; the latest change first. */
    public Page assignedTo(String expertId, int skip, int limit) {
        return page(assigned(expertId), descending("updatedAt"), skip, limit);
    }

    /** All that this expert has taken and nobody has delivered, whatever its payment. */
    public List<ObjectId> heldBy(String expertId) {
        return Complete.list(collection().withDocumentClass(Document.class)
                .find(Conditions.all(eq("fulfilment.assignment.expertId", expertId),
                        ne("fulfilment.status", FulfilmentStatus.DELIVERED)))
                .projection(include("_id"))).stream().map(order -> order.getObjectId("_id")).toList();
    }

    /** What experts have judged, the latest change first, at most 200. */
    public List<Order> judged() {
        return collection().find(and(ErasedOrders.NOT_ERASED,
                or(in("fulfilment.validation.verdict", Verdict.APPROVED, Verdict.REJECTED),
                        eq("fulfilment.status", FulfilmentStatus.DELIVERED))))
                .sort(descending("updatedAt"))
                .limit(LONGEST_HISTORY).into(new ArrayList<>());
    }

    /** @param since from when on a delivery counts in {@code deliveredSince} */
    public Counts counts(Instant since, String expertId) {
        return new Counts(count(WAITING), count(and(inProduction(), WORKABLE)), count(TO_VALIDATE),
                count(eq("fulfilment.status", FulfilmentStatus.DELIVERED)),
                count(eq("fulfilment.validation.verdict", Verdict.REJECTED)),
                count(gte("fulfilment.deliveredAt", since)), count(assigned(expertId)));
    }

    /** Jobs that n8n took before that moment and has not answered, at most {@code limit}. */
    public List<Order> silentSince(Instant moment, int limit) {
        return collection().find(and(inProduction(), lt("fulfilment.production.handedOverAt", moment))).limit(limit)
                .into(new ArrayList<>());
    }

    private static Bson inProduction() {
        return eq("fulfilment.status", FulfilmentStatus.IN_PRODUCTION);
    }

    private static Bson assigned(String expertId) {
        return and(eq("fulfilment.assignment.expertId", expertId),
                ne("fulfilment.status", FulfilmentStatus.DELIVERED), WORKABLE);
    }

    private Page page(Bson filter, Bson order, int skip, int limit) {
        return new Page(collection().find(filter).sort(order).skip(skip).limit(limit)
                .into(new ArrayList<>()), count(filter));
    }

    private long count(Bson filter) {
        return collection().countDocuments(filter);
    }

    private MongoCollection<Order> collection() {
        return orders.mongoCollection();
    }

    @Override
    public String id() {
        return "002-work-queue-indexes";
    }

    @Override
    public void apply(MongoDatabase database) {
        database.getCollection("orders").createIndexes(List.of(
                new IndexModel(Indexes.ascending("fulfilment.status", "payment.status", "createdAt")),
                new IndexModel(Indexes.ascending("fulfilment.assignment.expertId"), new IndexOptions().sparse(true)),
                new IndexModel(Indexes.ascending("fulfilment.deliveredAt"), new IndexOptions().sparse(true)),
                new IndexModel(Indexes.compoundIndex(Indexes.ascending("fulfilment.validation.verdict"),
                        Indexes.descending("updatedAt")))));
    }
}
