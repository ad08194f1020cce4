package com.oraclelumira.api.http;

import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.mongodb.MongoSocketOpenException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.ReplaceOptions;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.NonBlocking;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Fails in every way that the tests of this package look at. */
@Path("/api/provoke")
@Produces(MediaType.APPLICATION_JSON)
public class ProvokingResource {
    @Inject
    MongoClient mongo;
    @Inject
    ClientAddress client;

    public record Letter(String subject, int pages) {}

    @GET
    @Path("/fine")
    public Map<String, Object> fine() {
        Log.info("provoked.fine");
        return Map.of("requestId", RequestId.current());
    }

    @GET
    @Path("/fine-on-the-event-loop")
    @NonBlocking
    public Map<String, Object> fineOnTheEventLoop() {
        return Map.of("requestId", RequestId.current());
    }

    @GET
    @Path("/own-headers")
    public Response ownHeaders() {
        return Response.ok(Map.of()).header("Cache-Control", "public, max-age=60")
                .header("Content-Security-Policy", "default-src 'self'").build();
    }

    @GET
    @Path("/address")
    public Map<String, Object> address() {
        return Map.of("current", client.current(), "network", client.network());
    }

    @GET
    @Path("/refusal")
    public Response refusal() {
        throw new ProblemException(ProblemType.PRODUCT_UNAVAILABLE, "Ce produit arrive bientôt.")
                .with("productId", "integrale")
                .with("status", 200).withHeader("X-Own", "yes");
    }

    @GET
    @Path("/bug")
    public Response bug() {
        Log.info("provoked.bug");
        throw new IllegalStateException("the secret is sk_test_123");
    }

    @GET
    @Path("/too-often")
    public Response tooOften() {
        throw new ProblemException(ProblemType.RATE_LIMITED, "Trop de requêtes.").withHeader("Retry-After", "7");
    }

    @GET
    @Path("/duplicate")
    public Response duplicate() {
        var letters = mongo.getDatabase("provoke").getCollection("letters");
        letters.replaceOne(new Document("_id", 1), new Document("_id", 1),
                new ReplaceOptions().upsert(true));
        letters.insertOne(new Document("_id", 1));
        return Response.ok().build();
    }

    @GET
    @Path("/letter-count")
    public Map<String, Object> letterCount() {
        return Map.of("count", mongo.getDatabase("provoke").getCollection("letters").countDocuments());
    }

    @GET
    @Path("/database-away")
    public Response databaseAway() {
        throw new IllegalStateException("wrapped",
                new MongoSocketOpenException("to db.internal", new ServerAddress("db.internal")));
    }

    @GET
    @Path("/members")
    @RolesAllowed("expert")
    public Map<String, Object> members() {
        return Map.of();
    }

    @POST
    @Path("/letters")
    @Consumes(MediaType.APPLICATION_JSON)
    public Letter letters(Letter letter) {
        return letter;
    }

    @POST
    @Path("/raw")
    @Consumes(MediaType.WILDCARD)
    public Map<String, Object> raw(byte[] body) {
        return Map.of("length", body.length);
    }

    enum Colour {
        RED, BLUE
    }

    @GET
    @Path("/query")
    public Map<String, Object> query(@QueryParam("page") @DefaultValue("1") int page,
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("sure") @DefaultValue("false") boolean sure,
            @QueryParam("colour") @DefaultValue("RED") Colour colour) {
        return Map.of("page", page, "limit", limit == null ? 0 : limit, "sure", sure, "colour", colour);
    }

    @GET
    @Path("/numbers/{number}")
    public Map<String, Object> number(@PathParam("number") int number) {
        return Map.of("number", number);
    }
}
