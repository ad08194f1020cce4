package com.oraclelumira.api.testing;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import de.bwaldvogel.mongo.MongoServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.junit.jupiter.api.Assumptions;

import com.oraclelumira.sandbox.standin.IndexedMemory;

/**
 * MongoDB for {@code @QuarkusTest}: an embedded server, one for the whole JVM, or the server that {@code TEST_MONGODB_URI}
 * names (environment or system property; without a database in its path), with a database name of its own.
 * {@link #takeAway()} and {@link #bringBack()} are "database away"; the data survives. A test that uses them brings it back.
 */
public class MongoResource implements QuarkusTestResourceLifecycleManager {
    private static final Embedded EMBEDDED = new Embedded();

    @Override
    public Map<String, String> start() {
        var database = "/test_" + UUID.randomUUID().toString().replace("-", "");
        return Map.of("quarkus.mongodb.connection-string", external().orElseGet(EMBEDDED::start) + database,
                "quarkus.log.category.\"de.bwaldvogel\".level", "WARN");
    }

    /** Nothing: the server serves the next application of this JVM and ends with it. */
    @Override
    public void stop() {}

    /** From now on nobody answers at the address. Skips the calling test when the server is not ours to stop. */
    public static void takeAway() {
        Assumptions.assumeTrue(external().isEmpty(), "the server of TEST_MONGODB_URI cannot be stopped");
        EMBEDDED.stop();
    }

    /** The same server with the same data at the same address; nothing happens when it is there already. */
    public static void bringBack() {
        if (external().isEmpty()) {
            EMBEDDED.start();
        }
    }

    private static Optional<String> external() {
        return Optional.ofNullable(System.getProperty("TEST_MONGODB_URI", System.getenv("TEST_MONGODB_URI")))
                .filter(uri -> !uri.isBlank());
    }

    private static final class Embedded {
        private final IndexedMemory backend = new IndexedMemory() {
            @Override
            public void close() {
                // keeps its data while the server is away
            }
        };
        private MongoServer server;
        private int port;

        synchronized String start() {
            if (server == null) {
                server = new MongoServer(backend);
                server.bind(new InetSocketAddress("127.0.0.1", port));
                port = server.getLocalAddress().getPort();
            }
            return "mongodb://127.0.0.1:" + port;
        }

        synchronized void stop() {
            if (server != null) {
                server.shutdownNow();
                server = null;
            }
        }
    }
}
