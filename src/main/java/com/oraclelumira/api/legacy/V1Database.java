package com.oraclelumira.api.legacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.bson.types.ObjectId;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

/** The database of the system before this one. Only ever read. */
final class V1Database implements AutoCloseable {
    private static final int PROGRESS_EVERY = 1_000;

    private final MongoClient client;
    private final MongoDatabase database;
    private final Consumer<String> progress;

    private V1Database(MongoClient client, MongoDatabase database, Consumer<String> progress) {
        this.client = client;
        this.database = database;
        this.progress = progress;
    }

    /** {@link IllegalArgumentException} with a sentence when the address names no database, or one of this system's. */
    static V1Database open(String uri, Consumer<String> progress) {
        var address = new ConnectionString(uri);
        if (address.getDatabase() == null)
            throw new IllegalArgumentException("--from must name the database in its path: mongodb://host:port/name");
        var client = MongoClients.create(address);
        try {
            return checked(client, client.getDatabase(address.getDatabase()), progress);
        } catch (MongoException | IllegalArgumentException e) {
            client.close();
            throw e;
        }
    }

    /** However the same database is addressed: ours always has its own list of migrations, v1's never has. */
    private static V1Database checked(MongoClient client, MongoDatabase database, Consumer<String> progress) {
        if (database.getCollection("migrations").find().first() != null)
            throw new IllegalArgumentException(
                    "--from is a database of this system itself; copy v1's data into a database of its own first");
        if (database.listCollectionNames().first() == null)
            throw new IllegalArgumentException("--from is empty: is its name right?");
        return new V1Database(client, database, progress);
    }

    /** Oldest first. */
    void each(String collection, Consumer<V1Document> work) {
        int done = 0;
        for (var document : database.getCollection(collection).find().sort(ascending("_id"))) {
            work.accept(new V1Document(document));
            if (++done % PROGRESS_EVERY == 0)
                progress.accept("  %s: %d".formatted(collection, done));
        }
        progress.accept("  %s: %d, all read".formatted(collection, done));
    }

    /** Only these fields, for a look at many. */
    void eachBriefly(String collection, Consumer<V1Document> work, String... fields) {
        for (var document : database.getCollection(collection).find().projection(include(fields))
                .sort(ascending("_id")))
            work.accept(new V1Document(document));
    }

    List<V1Document> orders(Collection<ObjectId> ids) {
        return database.getCollection("orders", Document.class).find(in("_id", ids)).map(V1Document::new)
                .into(new ArrayList<>());
    }

    void say(String line) {
        progress.accept(line);
    }

    @Override
    public void close() {
        client.close();
    }
}
