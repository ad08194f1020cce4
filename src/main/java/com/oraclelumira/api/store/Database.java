package com.oraclelumira.api.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.quarkus.mongodb.panache.common.MongoDatabaseResolver;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The database is the one named in {@code MONGODB_URI}'s path, for Panache and for direct use alike. DB-1 */
@ApplicationScoped
class Database implements MongoDatabaseResolver {
    private final String name;

    Database(@ConfigProperty(name = "quarkus.mongodb.connection-string") String uri) {
        name = new ConnectionString(uri).getDatabase();
    }

    @Override
    public String resolve() {
        return name;
    }

    @Produces
    @Singleton
    MongoDatabase database(MongoClient client) {
        return client.getDatabase(name);
    }
}
