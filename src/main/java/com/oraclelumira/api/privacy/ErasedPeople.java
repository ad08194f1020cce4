package com.oraclelumira.api.privacy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.sanctuary.PendingEmail;
import com.oraclelumira.api.security.Hashes;
import com.oraclelumira.api.users.User;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.setOnInsert;

/**
 * Who asked to be forgotten, so that an older copy of our data brings nobody back: account ids, v1's included, and
 * SHA-256 of addresses; one small document each, nothing that can be read back. Whoever returns of her own will is a new
 * customer, and this is not asked then.
 */
@Singleton
public class ErasedPeople {
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> erased;
    private final Clock clock;

    ErasedPeople(MongoDatabase database, Clock clock) {
        erased = database.getCollection("erased_people");
        this.clock = clock;
    }

    /** Before anything of hers is gone. The second call changes nothing. */
    void remember(Person person, List<PendingEmail> changes, List<Order> hers) {
        var addresses = new HashSet<String>(Set.of(person.email()));
        changes.forEach(change -> addresses.add(change.from()));
        hers.forEach(order -> addresses.add(order.buyer().email()));
        for (var key : keys(ids(person.account(), hers), addresses))
            erased.updateOne(eq(key), setOnInsert("at", clock.instant()), UPSERT);
    }

    /** One of these ids was hers, or one of these addresses (in lower case). */
    public boolean any(Collection<ObjectId> ids, Collection<String> addresses) {
        return erased.find(in("_id", keys(ids, addresses))).first() != null;
    }

    private static List<String> keys(Collection<ObjectId> ids, Collection<String> addresses) {
        var keys = new ArrayList<String>();
        ids.forEach(id -> keys.add("account:" + id.toHexString()));
        addresses.forEach(address -> keys.add(key(address)));
        return keys;
    }

    /** An address that can be recognised and not read: {@code address:} and its SHA-256. */
    static String key(String address) {
        return "address:" + Hashes.sha256("erased_people", address);
    }

    /** Also those that v1 knew her by: accounts merged into this one, and her orders' own word for her. */
    private static Set<ObjectId> ids(@Nullable User account, List<Order> hers) {
        var ids = new HashSet<ObjectId>();
        if (account != null)
            ids.add(account.id());
        if (account != null && account.v1() != null && account.v1().get("sameAddress") instanceof List<?> others)
            others.forEach(other -> add(ids, other, "_id"));
        for (var order : hers)
            if (order.v1() != null)
                add(ids, order.v1().get("order"), "userId");
        return ids;
    }

    private static void add(Set<ObjectId> ids, Object document, String field) {
        if (document instanceof Document told && told.get(field) instanceof ObjectId id)
            ids.add(id);
    }
}
