package com.oraclelumira.sandbox;

import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;

import de.bwaldvogel.mongo.MongoServer;

import com.oraclelumira.sandbox.standin.IndexedMemory;

/**
 * The stand-in for MongoDB as a process of its own, on 127.0.0.1 and in memory until Ctrl-C: a server that the suite does
 * not own, for {@code TEST_MONGODB_URI=mongodb://127.0.0.1:27019}.
 * {@code mvn -Prun -Dshop.main=com.oraclelumira.sandbox.RunMongo -Dshop.port=27019}
 */
public final class RunMongo {
    private static final int PORT = 27019;
    /** Its own chatter; kept here, because a logger that nobody holds forgets its level. */
    private static final Logger QUIET = Logger.getLogger("de.bwaldvogel");

    private RunMongo() {}

    public static void main(String... unused) throws InterruptedException {
        RunShop.endWithParent();
        QUIET.setLevel(Level.SEVERE);
        var server = new MongoServer(new IndexedMemory());
        server.bind(new InetSocketAddress("127.0.0.1", Integer.getInteger("shop.port", PORT)));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        System.out.println("MongoDB's stand-in on mongodb://127.0.0.1:" + server.getLocalAddress().getPort());
        Thread.currentThread().join();
    }
}
