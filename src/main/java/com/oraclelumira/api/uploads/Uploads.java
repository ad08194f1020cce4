package com.oraclelumira.api.uploads;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.store.Conditions.all;

/** The photos that we let somebody send, and whose each is: one conditional update decides. */
@Singleton
public class Uploads implements PanacheMongoRepositoryBase<Upload, String>, Migration {
    private final Clock clock;

    Uploads(Clock clock) {
        this.clock = clock;
    }

    void add(Upload upload) {
        mongoCollection().insertOne(upload);
    }

    Optional<Upload> byKey(String key) {
        return Optional.ofNullable(mongoCollection().find(eq(key)).first());
    }

    /**
     * True when the photo is this order's, now or already; false when another order or account has it.
     *
     * @param userId the account of the order's buyer, once there is one: she may show the photo in her profile too
     */
    boolean claimForOrder(String key, ObjectId orderId, @Nullable ObjectId userId) {
        var changes = new ArrayList<Bson>(List.of(set("orderId", orderId), set("claimedAt", clock.instant())));
        if (userId != null)
            changes.add(set("userId", userId));
        return claim(all(eq(key), and(freeOrOf("orderId", orderId), freeOrOf("userId", userId))), combine(changes));
    }

    /** True when the photo is this account's, now or already; an order's photo is its buyer's. */
    boolean claimForAccount(String key, ObjectId userId) {
        var unclaimed = all(exists("userId", false), exists("orderId", false));
        return claim(all(eq(key), or(eq("userId", userId), unclaimed)),
                combine(set("userId", userId), set("claimedAt", clock.instant())));
    }

    private boolean claim(Bson filter, Bson changes) {
        return mongoCollection().updateOne(all(filter, exists("sweptAt", false)), changes).getMatchedCount() == 1;
    }

    private static Bson freeOrOf(String field, @Nullable ObjectId owner) {
        var free = exists(field, false);
        return owner == null ? free : or(free, eq(field, owner));
    }

    /** The photos that an order no longer uses are nobody's, and the sweep takes them. */
    void releaseFromOrder(ObjectId orderId, Collection<String> stillUsed) {
        mongoCollection().updateMany(all(eq("orderId", orderId), nin("_id", stillUsed)),
                combine(unset("orderId"), unset("userId"), unset("claimedAt")));
    }

    /** Takes up to {@code limit} photos that nobody claimed since {@code moment} out of everybody's reach. */
    List<Upload> takeUnclaimedBefore(Instant moment, int limit) {
        var taken = new ArrayList<Upload>();
        for (var upload : mongoCollection().find(all(lt("createdAt", moment), exists("claimedAt", false)))
                .sort(ascending("createdAt")).limit(limit)) {
            var ours = all(eq(upload.key()), exists("claimedAt", false));
            if (mongoCollection().updateOne(ours, set("sweptAt", clock.instant())).getMatchedCount() == 1)
                taken.add(upload);
        }
        return taken;
    }

    /** For the erasure of a customer's data: every photo of hers that we know of. */
    public List<String> keysOf(ObjectId userId) {
        return mongoCollection().find(eq("userId", userId)).map(Upload::key).into(new ArrayList<>());
    }

    /** Forgets the photo; its object is another matter. Forgetting it twice is fine. */
    public void forget(String key) {
        mongoCollection().deleteOne(eq(key));
    }

    @Override
    public String id() {
        return "002-upload-indexes";
    }

    @Override
    public void apply(MongoDatabase database) {
        var uploads = database.getCollection("uploads");
        uploads.createIndex(Indexes.ascending("createdAt"));
        uploads.createIndex(Indexes.ascending("userId"), new IndexOptions().sparse(true));
        uploads.createIndex(Indexes.ascending("orderId"), new IndexOptions().sparse(true));
    }
}
