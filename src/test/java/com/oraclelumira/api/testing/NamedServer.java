package com.oraclelumira.api.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClients;
import org.junit.jupiter.api.Assumptions;

/**
 * A MongoDB server that is not ours to stop, so it is the way to it that is cut. The databases made there are dropped at
 * the end of this JVM.
 */
final class NamedServer implements MongoResource.Server {
    private final MongoAddress address;
    private final SlowLink link;
    private final List<String> databases = new CopyOnWriteArrayList<>();

    NamedServer(String uri) {
        address = MongoAddress.of(uri);
        link = address.oneServer()
                ? linkTo(new ServerAddress(new ConnectionString(uri).getHosts().getFirst()))
                : null;
        Runtime.getRuntime().addShutdownHook(new Thread(this::clear));
    }

    private static SlowLink linkTo(ServerAddress server) {
        return new SlowLink(server.getHost(), server.getPort());
    }

    @Override
    public String database(String name) {
        databases.add(name);
        return (link == null ? address : address.through(link.port())).with(name).toString();
    }

    @Override
    public void takeAway() {
        Assumptions.assumeTrue(link != null, "the way to the cluster of TEST_MONGODB_URI cannot be cut");
        link.cut();
    }

    @Override
    public void bringBack() {
        if (link != null)
            link.mend();
    }

    private void clear() {
        var settings = MongoClientSettings.builder().applyConnectionString(new ConnectionString(address.toString()))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS)).build();
        try (var client = MongoClients.create(settings)) {
            databases.forEach(name -> client.getDatabase(name).drop());
        } catch (MongoException e) {
            System.err.println("left behind on the server of TEST_MONGODB_URI: " + databases + ": " + e.getMessage());
        }
    }
}
