package com.oraclelumira.api.sanctuary;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import io.quarkus.logging.Log;
import io.quarkus.mongodb.panache.PanacheMongoRepositoryBase;
import io.quarkus.scheduler.Scheduled;

import com.oraclelumira.api.orders.Origin;
import com.oraclelumira.api.security.SecretTokens;
import com.oraclelumira.api.store.Complete;
import com.oraclelumira.api.store.Migration;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.store.Conditions.all;

/** The mailed links and what they unlock. */
@Singleton
public class SignInLinks implements PanacheMongoRepositoryBase<SignInLink, String>, Migration {
    private static final Duration KEPT = Duration.ofDays(1);

    private final SignInConfig config;
    private final Clock clock;

    SignInLinks(SignInConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** A new link's token, to be mailed; empty when this address had one a moment ago. */
    Optional<String> create(String email) {
        var now = clock.instant();
        if (mongoCollection().find(all(eq("email", email), gt("createdAt", now.minus(config.betweenLinks()))))
                .first() != null)
            return Optional.empty();
        var token = SecretTokens.next();
        mongoCollection().insertOne(new SignInLink(SecretTokens.hash(token), email, now, now.plus(config.linkLife()),
                null, null, null));
        return Optional.of(token);
    }

    /** Whose link this is, as long as it can still be opened. Looking opens nothing (mail scanners look). */
    Optional<SignInLink> peek(String token) {
        return Optional.ofNullable(mongoCollection().find(openable(token)).first());
    }

    /** Opens the link for this network; empty on the second call, after 15 minutes, and for a made-up token. */
    Optional<SignInLink> open(String token, String network) {
        var link = peek(token);
        var now = clock.instant();
        return link.map(found -> mongoCollection().findOneAndUpdate(openable(token),
                combine(set("openedAt", now), set("network", Origin.networkOf(found.email(), network)),
                        set("unlockedUntil", now.plus(config.unlock()))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
    }

    /** A link for this address was opened from this network within the last minutes. */
    boolean unlocked(String email, String network) {
        return mongoCollection().find(all(eq("email", email), eq("network", Origin.networkOf(email, network)),
                gt("unlockedUntil", clock.instant()))).first() != null;
    }

    /** A link for this address was opened from this network within the last day, as long as a session lasts. */
    boolean openedFrom(String email, String network) {
        return mongoCollection().find(all(eq("email", email), eq("network", Origin.networkOf(email, network)),
                gt("openedAt", clock.instant().minus(KEPT)))).first() != null;
    }

    /** What opened links let in is let in no more; a new one may be asked for. */
    public void close(String email) {
        mongoCollection().updateMany(eq("email", email), combine(unset("network"), unset("unlockedUntil")));
    }

    /** Every link that this address was sent and that we still know, for its owner's export: times only. */
    public List<SignInLink> of(String email) {
        return Complete.list(mongoCollection().find(eq("email", email)));
    }

    /** The second call changes nothing. */
    public void forget(String email) {
        mongoCollection().deleteMany(eq("email", email));
    }

    private org.bson.conversions.Bson openable(String token) {
        return all(eq(SecretTokens.hash(token)), exists("openedAt", false), gt("expiresAt", clock.instant()));
    }

    @Scheduled(every = "1h", delayed = "1m")
    void forgetOld() {
        try {
            mongoCollection().deleteMany(lt("createdAt", clock.instant().minus(KEPT)));
        } catch (MongoException e) {
            Log.warnf("sign_in_links.sweep_postponed reason=%s", e.getClass().getSimpleName());
        }
    }

    @Override
    public String id() {
        return "001-sign-in-link-index";
    }

    @Override
    public void apply(MongoDatabase database) {
        database.getCollection("sign_in_links").createIndex(Indexes.ascending("email", "createdAt"));
    }
}
