package com.oraclelumira.sandbox.mongo;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;

/**
 * {@code mongod}: listens on every address, keeps its data in {@code /data/db}, knows users. The arguments of a real one
 * are accepted and mean nothing; the port is {@code MONGOD_PORT} (27017), the folder {@code MONGOD_DATA}.
 */
public final class MongodMain {
    /** What mongosh and the drivers ask for at least. */
    private static final MongoVersion VERSION = new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(4, 4, 29);
        }

        @Override
        public int getWireVersion() {
            return 9;
        }
    };

    private MongodMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var data = Path.of(System.getenv().getOrDefault("MONGOD_DATA", "/data/db"));
        var server = new MongoServer(new GuardedBackend(data.resolve("shop.h2").toString(), new Users(data
                .resolve("users.properties"))).version(VERSION));
        server.bind(new InetSocketAddress(Integer.parseInt(System.getenv().getOrDefault("MONGOD_PORT", "27017"))));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        System.out.println("mongod stand-in on port " + server.getLocalAddress().getPort());
        Thread.currentThread().join();
    }
}
