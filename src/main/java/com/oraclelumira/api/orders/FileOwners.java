package com.oraclelumira.api.orders;

import java.util.Collection;
import java.util.List;

import jakarta.inject.Singleton;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

import com.oraclelumira.api.store.Complete;
import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.oraclelumira.api.store.Conditions.all;

/** Whose a stored file is: the orders whose intake or readings name it. Erased orders own nothing. */
@Singleton
public class FileOwners implements Migration {
    private static final List<String> FIELDS = List.of("fulfilment.files", "fulfilment.reading.pdfUrl",
            "fulfilment.reading.audioUrl", "intake.photos.key");

    private final Orders orders;

    FileOwners(Orders orders) {
        this.orders = orders;
    }

    /** @param names the file's key, and the addresses under which it may be stored */
    public List<ObjectId> of(Collection<String> names) {
        return Complete.list(orders.mongoCollection().find(all(named(names), ErasedOrders.NOT_ERASED))).stream()
                .map(Order::id).toList();
    }

    public boolean anyBut(ObjectId id, Collection<String> names) {
        return orders.mongoCollection().find(all(ne("_id", id), named(names), ErasedOrders.NOT_ERASED)).first() != null;
    }

    private static Bson named(Collection<String> names) {
        return or(FIELDS.stream().map(field -> in(field, names)).toList());
    }

    @Override
    public String id() {
        return "002-order-file-indexes";
    }

    @Override
    public void apply(MongoDatabase database) {
        database.getCollection("orders").createIndexes(FIELDS.stream()
                .map(field -> new IndexModel(Indexes.ascending(field), new IndexOptions().sparse(true))).toList());
    }
}
