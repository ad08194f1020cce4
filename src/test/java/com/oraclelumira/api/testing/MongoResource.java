package com.oraclelumira.api.testing;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import de.bwaldvogel.mongo.MongoServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import com.oraclelumira.sandbox.standin.IndexedMemory;

/**
 * MongoDB for {@code @QuarkusTest}: an embedded server, one for the whole JVM, or the server that {@code TEST_MONGODB_URI}
 * names (environment or system property), with a database name of its own.
 * {@link #takeAway()} and {@link #bringBack()} are "database away"; the data survives. A test that uses them brings it back.
 */
public class MongoResource implements QuarkusTestResourceLifecycleManager {
    /** Where the tests' databases are. */
    interface Server {
        /** Its address for a database of this name, of which nobody else knows. */
        String database(String name);

        void takeAway();

        void bringBack();
    }

    private static final Server SERVER = external().<Server>map(NamedServer::new).orElseGet(Embedded::new);

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.mongodb.connection-string",
                SERVER.database("test_" + UUID.randomUUID().toString().replace("-", "")),
                "quarkus.log.category.\"de.bwaldvogel\".level", "WARN");
    }

    /** Nothing: the server serves the next application of this JVM and ends with it. */
    @Override
    public void stop() {}

    /** From now on nobody answers at the address. Skips the calling test when that cannot be done to this server. */
    public static void takeAway() {
        SERVER.takeAway();
    }

    /** The same server with the same data at the same address; nothing happens when it is there already. */
    public static void bringBack() {
        SERVER.bringBack();
    }

    /** Whether it is the server that TEST_MONGODB_URI names, which is a real one. */
    public static boolean isNamed() {
        return SERVER instanceof NamedServer;
    }

    private static Optional<String> external() {
        return Optional.ofNullable(System.getProperty("TEST_MONGODB_URI", System.getenv("TEST_MONGODB_URI")))
                .filter(uri -> !uri.isBlank());
    }

    private static final class Embedded implements Server {
        private final IndexedMemory backend = new IndexedMemory() {
            @Override
            public void close() {
                // keeps its data while the server is away
            }
        };
        private MongoServer server;
        private int port;

        @Override
        public String database(String name) {
            bringBack();
            return "mongodb://127.0.0.1:" + port + "/" + name;
        }

        @Override
        public synchronized void bringBack() {
            if (server == null) {
                server = new MongoServer(backend);
                server.bind(new InetSocketAddress("127.0.0.1", port));
                port = server.getLocalAddress().getPort();
            }
        }

        @Override
        public synchronized void takeAway() {
            if (server != null) {
                server.shutdownNow();
                server = null;
            }
        }
    }
}
