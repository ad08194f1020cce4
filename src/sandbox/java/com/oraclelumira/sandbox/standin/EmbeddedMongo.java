package com.oraclelumira.sandbox.standin;

import java.net.InetSocketAddress;
import java.nio.file.Path;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import org.h2.mvstore.MVStoreException;

/**
 * MongoDB's wire protocol over one file, on 127.0.0.1. A crash loses about the last second. With {@code -Dshop.memory=true}
 * it keeps nothing: for measurements, where the file would be what is measured.
 */
public final class EmbeddedMongo implements AutoCloseable {
    private static final String DATABASE = "lumira";
    private final MongoServer server;
    private final MongoClient client;

    /** @param port 0: a free one */
    public EmbeddedMongo(Path file, int port) {
        server = new MongoServer(Boolean.getBoolean("shop.memory") ? new IndexedMemory() : open(file.toAbsolutePath()));
        server.bind(new InetSocketAddress("127.0.0.1", port));
        client = MongoClients.create(uri());
    }

    private static H2Backend open(Path file) {
        try {
            return new H2Backend(file.toString());
        } catch (MVStoreException e) {
            throw new IllegalStateException(
                    "The database file " + file + " cannot be opened: another shop may be using it.", e);
        }
    }

    /** With the database in its path. */
    public String uri() {
        return "mongodb://127.0.0.1:" + server.getLocalAddress().getPort() + "/" + DATABASE;
    }

    /** The shop's data, for looking at it past the application. */
    public MongoDatabase database() {
        return client.getDatabase(DATABASE);
    }

    /** Everything is in the file afterwards. */
    @Override
    public void close() {
        client.close();
        server.shutdown();
    }
}
