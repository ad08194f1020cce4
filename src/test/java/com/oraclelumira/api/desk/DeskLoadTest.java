package com.oraclelumira.api.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.quarkus.logging.Log;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.users.Identity;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

/** What the desk's page asks for when it is opened: 57 calls at once, and again after a client was deleted. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-8")
class DeskLoadTest {
    /** What the page shows of; more clients are asked about when they are selected. */
    private static final int CLIENTS = 50;
    /** Of the slowest machine that runs this; a person's patience is the limit that matters. */
    private static final Duration CEILING = Duration.ofSeconds(10);

    @Inject
    Users users;

    @Inject
    MongoDatabase database;

    private final Desk maya = Desk.expert();

    @Test
    void defect_49_the_burst_of_a_page_load_is_answered_in_a_moment_and_inside_the_limits() throws Exception {
        var calls = pageLoad(clientsWithOrders());
        assertThat(calls).hasSize(57);
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            for (var round : List.of("first", "again")) {
                var started = Instant.now();
                var answers = threads.invokeAll(calls);
                for (var answer : answers)
                    assertThat(answer.get().statusCode()).as(answer.get().asString()).isEqualTo(200);
                var took = Duration.between(started, Instant.now());
                Log.infof("desk_load.measured round=%s calls=%d ms=%d", round, calls.size(), took.toMillis());
                assertThat(took).isLessThan(CEILING);
                assertThat(answers.getLast().get().<Integer>path("totalRevenue")).isEqualTo(4700);
            }
        }
    }

    /** 2 x E3, E4 to E8, and E9 for each client. */
    private List<Callable<Response>> pageLoad(List<ObjectId> clients) {
        var paths = Stream.concat(Stream.of("verify", "verify", "orders/pending", "orders/validation-queue",
                "orders/validated-history", "stats", "clients"),
                clients.stream().map(id -> "clients/" + id.toHexString() + "/stats"));
        return paths.<Callable<Response>>map(path -> () -> maya.request().get("/api/expert/" + path)).toList();
    }

    private List<ObjectId> clientsWithOrders() {
        var orders = database.getCollection("orders");
        var bought = orders.find(eq("paymentIntentId", new Shop().buy("mystique"))).first();
        var clients = new ArrayList<ObjectId>();
        for (int n = 0; n < CLIENTS; n++)
            clients.add(clientWith(bought, orders));
        return clients;
    }

    private ObjectId clientWith(Document bought, MongoCollection<Document> orders) {
        var email = "burst." + UUID.randomUUID() + "@example.com";
        var user = users.welcome(new Identity(email, "Burst", "Client", null)).user();
        var order = Document.parse(bought.toJson()).append("_id", new ObjectId()).append("userId", user.id())
                .append("orderNumber", "LU000101" + user.id()).append("paymentIntentId", "pi_" + user.id())
                .append("effects", List.of());
        order.get("buyer", Document.class).append("email", email);
        order.get("origin", Document.class).remove("key");
        orders.insertOne(order);
        return user.id();
    }
}
