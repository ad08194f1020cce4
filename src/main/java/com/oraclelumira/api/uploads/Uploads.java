package com.oraclelumira.api.uploads;

import java.time.Clock;
import java.time.Duration;
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

import com.oraclelumira.api.store.Complete;
import com.oraclelumira.api.store.Migration;
import com.oraclelumira.api.uploads.Upload.Kept;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
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
    static final Duration UNCLAIMED_FOR = Duration.ofHours(48);
    /** A sender's signature lasts a quarter of an hour, and her sending perhaps some minutes more. */
    static final Duration STILL_WRITABLE = Duration.ofHours(1);

    private final Clock clock;

    Uploads(Clock clock) {
        this.clock = clock;
    }

    void add(String key, PhotoType type, String sentAs) {
        var now = clock.instant();
        mongoCollection().insertOne(new Upload(key, type, sentAs, now, null, null, null, null, null,
                now.plus(UNCLAIMED_FOR)));
    }

    /** By the key under which it was sent, or its copy's. */
    Optional<Upload> byKey(String key) {
        return Optional.ofNullable(mongoCollection().find(photo(key)).first());
    }

    /** Records the copy; the first one counts. Empty when the photo was swept meanwhile. */
    Optional<Upload> keep(Upload upload, Kept copy) {
        mongoCollection().updateOne(all(eq(upload.key()), exists("kept", false), exists("sweptAt", false)),
                set("kept", copy));
        return byKey(upload.key()).filter(found -> found.sweptAt() == null);
    }

    /**
     * True when the photo is this order's, now or already; false when another order or account has it.
     *
     * @param userId the account of the order's buyer, once there is one: she may show the photo in her profile too
     */
    boolean claimForOrder(String key, ObjectId orderId, @Nullable ObjectId userId) {
        var changes = set("orderId", orderId);
        return claim(all(photo(key), and(freeOrOf("orderId", orderId), freeOrOf("userId", userId))),
                userId == null ? changes : combine(changes, set("userId", userId)));
    }

    /** True when the photo is this account's, now or already: nobody's so far, or that of one of her own orders. */
    boolean claimForAccount(String key, ObjectId userId, Collection<ObjectId> ordersOfHers) {
        var free = all(exists("userId", false), or(exists("orderId", false), in("orderId", ordersOfHers)));
        return claim(all(photo(key), or(eq("userId", userId), free)), set("userId", userId));
    }

    private boolean claim(Bson filter, Bson changes) {
        var now = clock.instant();
        return mongoCollection().updateOne(all(filter, exists("sweptAt", false)),
                combine(changes, set("claimedAt", now), set("sweepAt", now.plus(STILL_WRITABLE))))
                .getMatchedCount() == 1;
    }

    private static Bson photo(String key) {
        return eq(Upload.sentKey(key));
    }

    private static Bson freeOrOf(String field, @Nullable ObjectId owner) {
        var free = exists(field, false);
        return owner == null ? free : or(free, eq(field, owner));
    }

    /** The photos that an order no longer uses are nobody's, and the sweep takes them. */
    void releaseFromOrder(ObjectId orderId, Collection<String> stillUsed) {
        var used = stillUsed.stream().map(Upload::sentKey).toList();
        mongoCollection().updateMany(all(eq("orderId", orderId), nin("_id", used)), combine(unset("orderId"),
                unset("userId"), unset("claimedAt"), set("sweepAt", clock.instant().plus(UNCLAIMED_FOR))));
    }

    /** Up to {@code limit} photos that the sweep is to look at, longest waiting first. */
    List<Upload> due(int limit) {
        return mongoCollection().find(lt("sweepAt", clock.instant())).sort(ascending("sweepAt")).limit(limit)
                .into(new ArrayList<>());
    }

    /** Takes a photo that nobody claimed out of everybody's reach; false when somebody did. */
    boolean takeUnclaimed(Upload upload) {
        return mongoCollection().updateOne(all(eq(upload.key()), exists("claimedAt", false)),
                set("sweptAt", clock.instant())).getMatchedCount() == 1;
    }

    /** Nothing is left to be swept of this claimed photo, unless it was claimed or released since it was read. */
    void settled(Upload read) {
        mongoCollection().updateOne(all(eq(read.key()), eq("claimedAt", read.claimedAt()), exists("sweptAt", false)),
                unset("sweepAt"));
    }

    /** For the erasure of a customer's data: every photo of hers that we know of, where it lies now. */
    public List<String> keysOf(ObjectId userId) {
        return Complete.list(mongoCollection().find(eq("userId", userId))).stream().map(Upload::currentKey).toList();
    }

    /** Forgets the photo; its objects are another matter. Forgetting it twice is fine. */
    void forget(Upload upload) {
        mongoCollection().deleteOne(eq(upload.key()));
    }

    @Override
    public String id() {
        return "002-upload-indexes";
    }

    @Override
    public void apply(MongoDatabase database) {
        var uploads = database.getCollection("uploads");
        uploads.createIndex(Indexes.ascending("sweepAt"), new IndexOptions().sparse(true));
        uploads.createIndex(Indexes.ascending("userId"), new IndexOptions().sparse(true));
        uploads.createIndex(Indexes.ascending("orderId"), new IndexOptions().sparse(true));
    }
}
