package com.oraclelumira.api.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

import com.oraclelumira.sandbox.AppSettings;
import com.oraclelumira.sandbox.PackagedApp;
import com.oraclelumira.sandbox.stripe.SandboxSettings;
import com.oraclelumira.sandbox.stripe.StripeSandbox;

/**
 * The packaged application's world: a database and Stripe, both in this JVM, so that they outlive the application. A look
 * into the database goes past whatever stands between it and the application.
 */
public final class PackagedShop implements AutoCloseable {
    public static final String WEBHOOK = "/api/payments/webhook";

    private static final String SECRET = "whsec_of_the_black_box";
    private static final String KEY = "sk_test_black_box";
    /** Signs the tokens of all instances. */
    public static final String JWT_SECRET = "the-black-box-has-a-secret-0123456789";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StripeSandbox stripe = StripeSandbox.start(SandboxSettings.defaults());
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final MongoClient client;
    private final MongoDatabase database;
    private final AppSettings settings;

    public PackagedShop() {
        this(uri -> uri);
    }

    /** @param detour the connection string that the application is given instead of the database's own */
    public PackagedShop(UnaryOperator<String> detour) {
        var uri = new MongoResource().start().get("quarkus.mongodb.connection-string");
        client = MongoClients.create(uri);
        database = client.getDatabase(new ConnectionString(uri).getDatabase());
        settings = AppSettings.ofThisBuild().with(Map.of("APP_ENV", "staging", "MONGODB_URI", detour.apply(uri),
                "STRIPE_API_BASE", stripe.baseUrl(), "STRIPE_SECRET_KEY", KEY, "STRIPE_WEBHOOK_SECRET", SECRET,
                "JWT_SECRET", JWT_SECRET, "CORS_ORIGIN", "https://oraclelumira.com",
                "TRUSTED_PROXIES", "127.0.0.1/32", "SHUTDOWN_DELAY", "0s", "RATE_LIMIT_STORE",
                "mongodb"));
    }

    public StripeSandbox stripe() {
        return stripe;
    }

    /** One more instance, on ports of its own; not ready yet. */
    public PackagedApp start() {
        return start(PackagedApp.freePort());
    }

    /** One with so little memory that whatever grows without a bound kills it: it ends at the first lack. */
    public PackagedApp startSmall(int heapMegabytes) {
        return settings.flags("-Xmx" + heapMegabytes + "m", "-XX:+ExitOnOutOfMemoryError").start();
    }

    public PackagedApp start(int port) {
        return start(port, Map.of());
    }

    /** One more instance with these variables besides. */
    public PackagedApp start(Map<String, String> variables) {
        return start(PackagedApp.freePort(), variables);
    }

    private PackagedApp start(int port, Map<String, String> variables) {
        return settings.with(Map.of("PORT", String.valueOf(port), "MANAGEMENT_PORT",
                String.valueOf(PackagedApp.freePort()))).with(variables).start();
    }

    /** One more instance, of another build, with these variables besides. */
    public PackagedApp start(Path executable, Map<String, String> variables) {
        return AppSettings.of(executable).with(settings.environment()).with(variables).start();
    }

    /** With these variables over the usual ones; {@code lines} gets all that it prints. */
    public PackagedApp start(Map<String, String> variables, Consumer<String> lines) {
        return settings.with(variables).echoing(lines).start();
    }

    /** A command of an operator's in this shop, with these variables over the usual ones; it has not ended yet. */
    public PackagedApp command(Map<String, String> variables, List<String> flags, String... words) {
        return settings.with(variables).flags(flags.toArray(String[]::new)).arguments(words).start();
    }

    /** Stripe delivers everything to an application on this port. */
    public void webhooksGoTo(int port) {
        stripe.addEndpoint("http://127.0.0.1:" + port + WEBHOOK, SECRET);
    }

    /** A started checkout's PaymentIntent, for the customer of that number, who has a network address of her own. */
    public String checkout(PackagedApp app, int customer) throws IOException, InterruptedException {
        var body = JSON.writeValueAsString(
                Map.of("productId", "mystique", "customerEmail", email(customer), "customerName", "Anna Essai"));
        var answer = send(HttpRequest.newBuilder(app.uri("/api/products/create-payment-intent"))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", network(customer))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() != 200)
            throw new IOException("checkout answered " + answer.statusCode());
        return JSON.readTree(answer.body()).path("orderId").asText();
    }

    /** Somebody's attempt to sign in, from this address on the network; the status of the answer. */
    public int signIn(PackagedApp app, String network) {
        return status(HttpRequest.newBuilder(app.uri("/api/users/auth/sanctuaire-v2"))
                .header("Content-Type", "application/json").header("X-Forwarded-For", network)
                .POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"nobody@example.com\"}")));
    }

    public static String email(int customer) {
        return "client." + customer + "@example.com";
    }

    /** The customer's address on the network. */
    public static String network(int customer) {
        return "198.18.%d.%d".formatted(customer / 250, customer % 250 + 1);
    }

    /** Delivers an event as Stripe would; the status of the answer. */
    public int deliver(PackagedApp app, String event) {
        return status(HttpRequest.newBuilder(app.uri(WEBHOOK)).header("Content-Type", "application/json")
                .header("Stripe-Signature", Shop.signature(event, SECRET))
                .POST(HttpRequest.BodyPublishers.ofString(event)));
    }

    private int status(HttpRequest.Builder request) {
        try {
            return send(request).statusCode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything that Stripe has of this kind ({@code events}, {@code payment_intents}), newest first. */
    public List<JsonNode> all(String kind) {
        var found = new ArrayList<JsonNode>();
        try {
            for (var more = true; more;) {
                var after = found.isEmpty() ? "" : "&starting_after=" + found.getLast().path("id").asText();
                var page = JSON.readTree(send(HttpRequest
                        .newBuilder(URI.create(stripe.baseUrl() + "/v1/" + kind + "?limit=100" + after))
                        .header("Authorization", "Bearer " + KEY)).body());
                page.path("data").forEach(found::add);
                more = page.path("has_more").asBoolean();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    public void insert(String collection, Document document) {
        database.getCollection(collection).insertOne(document);
    }

    public List<Document> find(String collection, Document filter) {
        return database.getCollection(collection).find(filter).into(new ArrayList<>());
    }

    public long count(String collection, Document filter) {
        return database.getCollection(collection).countDocuments(filter);
    }

    /** No event waits, and no order owes anything but nudges, which are not due yet. */
    public boolean atRest() {
        return count("stripe_inbox", new Document("nextAt", new Document("$exists", true))) == 0
                && find("orders", new Document()).stream().flatMap(order -> effects(order).stream())
                        .allMatch(
                                effect -> effect.getString("key").startsWith("nudge:") || effect.containsKey("doneAt"));
    }

    public static List<Document> effects(Document order) {
        return order.getList("effects", Document.class);
    }

    public static Document payment(Document order) {
        return order.get("payment", Document.class);
    }

    @Override
    public void close() {
        client.close();
        stripe.close();
    }
}
