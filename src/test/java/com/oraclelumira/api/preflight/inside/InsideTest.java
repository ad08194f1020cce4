package com.oraclelumira.api.preflight.inside;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.health.DatabasePing;
import com.oraclelumira.api.preflight.Examiner;
import com.oraclelumira.api.preflight.Group;
import com.oraclelumira.api.preflight.Mark;
import com.oraclelumira.api.preflight.Result;
import com.oraclelumira.api.storage.BucketSetup;
import com.oraclelumira.api.store.IndexList;
import com.oraclelumira.api.store.Migrations;
import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static com.oraclelumira.api.preflight.inside.InstallationResource.chat;
import static com.oraclelumira.api.preflight.inside.InstallationResource.mail;
import static com.oraclelumira.api.preflight.inside.InstallationResource.n8n;
import static com.oraclelumira.api.preflight.inside.InstallationResource.storage;
import static com.oraclelumira.api.preflight.inside.InstallationResource.stripe;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Each fault that the inside of the preflight looks for, planted in an installation in which all is well. */
@QuarkusTest
@QuarkusTestResource(value = InstallationResource.class, restrictToAnnotatedClass = true)
class InsideTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static String handle;
    private static String endpoint;

    @Inject
    @All
    List<Group> groups;

    @Inject
    MongoDatabase database;

    @Inject
    DatabasePing ping;

    @Inject
    Migrations migrations;

    @Inject
    IndexList indexes;

    @Inject
    BucketSetup buckets;

    @Inject
    SettableClock clock;

    @ConfigProperty(name = "quarkus.mongodb.connection-string")
    String uri;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    private Relay relay;

    @BeforeEach
    void all_is_well() {
        relay = new Relay(metrics).plant("lumira_memory_limit_bytes", "8.0E8").plant("lumira_memory_used_ratio", "0.41")
                .plant("lumira_disk_free_ratio", "0.62")
                .plant("lumira_mongo_slow_commands_total", "0"); // this machine's own may be many
        if (handle == null) {
            buckets.apply(InstallationResource.ORIGINS);
            endpoint = stripe.addEndpoint(publicUrl() + "/api/payments/webhook",
                    InstallationResource.WEBHOOK_SECRET);
            handle = longAgo(this::purchase);
        }
        backup(Duration.ofMinutes(5));
        drill(Duration.ofDays(30), true);
    }

    @AfterEach
    void tidy() {
        clock.reset();
        relay.close();
        buckets.apply(InstallationResource.ORIGINS);
        change(endpoint, Map.of("disabled", "false", "enabled_events[0]", "*", "url",
                publicUrl() + "/api/payments/webhook"));
        mail.reset();
        chat.answers(200, null, null);
        database.getCollection("backups").deleteMany(new Document());
        database.getCollection("restore_drills").deleteMany(new Document());
    }

    @Test
    void nothing_is_wrong_where_all_is_well_and_what_no_program_can_know_is_left_to_people() {
        assertThat(marked(Mark.BAD, groups())).isEmpty();
        assertThat(marked(Mark.HUMAN, groups()).keySet()).isSubsetOf("live-keys", "indexes-used");
        assertThat(marked(Mark.GOOD, groups()).values()).noneMatch(String::isBlank);
        assertThat(chat.raw()).as("nothing was posted").allMatch("{}"::equals);
        assertThat(mail.mails()).isEmpty();
    }

    @Test
    void every_probe_is_a_sentence_with_an_id_of_its_own_lines_of_the_checklist_and_a_page_that_exists() {
        var probes = groups().stream().flatMap(group -> group.probes().stream()).toList();
        assertThat(probes).extracting(probe -> probe.id()).doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9-]+"));
        assertThat(probes).allSatisfy(probe -> {
            assertThat(probe.sentence()).contains(" should ").endsWith(".");
            assertThat(probe.lines()).isNotEmpty().allMatch(line -> line.matches("[A-Z]+-\\d+"));
            assertThat(java.nio.file.Path.of("docs/runbook", probe.page())).exists();
        });
    }

    @Test
    @Tag("DB-1")
    void a_database_that_is_away_is_said_so() {
        MongoResource.takeAway();
        try {
            assertThat(marked(Mark.BAD, groups()).get("database")).contains("no answer: ");
        } finally {
            MongoResource.bringBack();
        }
        Shop.await().until(() -> ping.ping().join().reached());
    }

    @Test
    @Tag("DB-4")
    void a_migration_that_is_not_recorded_is_found() {
        var record = collection("migrations").findOneAndDelete(eq("_id", "005-outbox-indexes"));
        try {
            onlyRed("migrations", "005-outbox-indexes");
        } finally {
            collection("migrations").insertOne(record);
        }
    }

    @Test
    @Tag("DB-2")
    void an_index_that_somebody_dropped_is_found() {
        collection("orders").dropIndex("orderNumber");
        try {
            onlyRed("indexes-present", "1 of ", "orders: orderNumber 1; unique sparse");
        } finally {
            collection("orders").createIndex(new Document("orderNumber", 1),
                    new IndexOptions().unique(true).sparse(true).name("orderNumber"));
        }
    }

    /** Only a real server (TEST_MONGODB_URI) explains itself, and can hide an index that is there. */
    @Test
    @Tag("DB-6")
    void a_question_that_reads_a_whole_collection_is_found() {
        Assumptions.assumeTrue(MongoResource.isNamed());
        hide("paymentIntentId", true);
        try {
            onlyRed("indexes-used", "1 read a whole collection", "paymentIntentId");
        } finally {
            hide("paymentIntentId", false);
        }
    }

    private void hide(String index, boolean hidden) {
        database.runCommand(new Document("collMod", "orders").append("index",
                new Document("name", index).append("hidden", hidden)));
    }

    @Test
    @Tag("DB-5")
    void a_pool_that_is_too_small_or_without_bounds_is_found() {
        onlyRed(with(new DatabaseProbes(ping, database, migrations, indexes, uri + "?maxPoolSize=5")),
                "connection-pool", "at most 5");
        onlyRed(with(new DatabaseProbes(ping, database, migrations, indexes, uri + "?maxPoolSize=0")),
                "connection-pool", "any number");
    }

    @Test
    @Tag("BAK-1")
    @Tag("BAK-6")
    void a_backup_that_is_too_old_or_never_was_is_found() {
        collection("backups").deleteMany(new Document());
        onlyRed("backup-age", "no good backup");
        backup(Duration.ofMinutes(61));
        onlyRed("backup-age", "61 min ago");
    }

    @Test
    @Tag("BAK-4")
    @Tag("GO-3")
    void a_restore_that_was_never_tried_long_ago_or_in_vain_is_found() {
        collection("restore_drills").deleteMany(new Document());
        onlyRed("restore-drill", "no restore was ever tried");
        drill(Duration.ofDays(92), true);
        onlyRed("restore-drill", "92 days ago");
        drill(Duration.ofDays(1), false);
        onlyRed("restore-drill", "not what was dumped");
    }

    @Test
    @Tag("PAY-2")
    void an_endpoint_that_is_off_elsewhere_incomplete_or_of_another_version_is_found() {
        change(endpoint, Map.of("disabled", "true"));
        onlyRed("stripe-endpoint", "is disabled");
        change(endpoint, Map.of("disabled", "false", "enabled_events[0]", "payment_intent.succeeded"));
        onlyRed("stripe-endpoint", "does not send", "charge.refunded");
        change(endpoint, Map.of("enabled_events[0]", "*"));
        change(endpoint, Map.of("url", publicUrl() + "/webhook"));
        onlyRed("stripe-endpoint", "delivers to /webhook");
        change(endpoint, Map.of("url", "http://another.test/api/payments/webhook"));
        onlyRed("stripe-endpoint", "no webhook endpoint for 127.0.0.1");
        change(endpoint, Map.of("url", publicUrl() + "/api/payments/webhook"));
        var old = stripe().formParams(Map.of("url", publicUrl() + "/api/stripe/webhook",
                "enabled_events[0]", "*", "api_version", "2020-08-27")).post("/v1/webhook_endpoints").path("id")
                .toString();
        onlyRed("stripe-endpoint", "sends version 2020-08-27");
        stripe.removeEndpoint(old);
    }

    @Test
    @Tag("PAY-4")
    void an_event_that_no_delivery_brought_is_found() {
        stripe.delivery(knobs -> knobs.drop("*"));
        longAgo(() -> stripe.bank().refund(handle, 100));
        stripe.delivery(knobs -> knobs.drop(new String[0]));
        var missed = stripe.events().stream().map(event -> event.path("id").asText())
                .filter(id -> collection("stripe_inbox").find(eq("_id", id)).first() == null).toList();
        try {
            onlyRed("stripe-deliveries", "never brought: evt_");
        } finally {
            missed.forEach(id -> stripe().post("/_sandbox/events/" + id + "/resend"));
            stripe.awaitQuiet(PATIENCE);
        }
    }

    @Test
    @Tag("PAY-4")
    void an_event_that_was_given_up_is_found() {
        collection("stripe_inbox").insertOne(new Document("_id", "evt_dead").append("state", "DEAD"));
        try {
            onlyRed("dead-letters", "1 events were given up");
        } finally {
            collection("stripe_inbox").deleteOne(eq("_id", "evt_dead"));
        }
    }

    @Test
    @Tag("PAY-6")
    void money_without_an_order_and_an_order_without_an_account_are_found() {
        var order = collection("orders").find(eq("paymentIntentId", handle)).first();
        collection("orders").updateOne(eq("paymentIntentId", handle), unset("userId"));
        onlyRed("orphan-payments", "1 × paid order without account: " + order.getString("orderNumber"));
        collection("orders").updateOne(eq("paymentIntentId", handle), set("userId", order.get("userId")));
        stripe.delivery(knobs -> knobs.suppress("*"));
        String orphan = longAgo(() -> stripe().formParams(Map.of("amount", "4700", "currency", "eur", "payment_method",
                "pm_card_visa", "confirm", "true", "automatic_payment_methods[enabled]", "true", "return_url",
                "https://x.test")).post("/v1/payment_intents").path("id"));
        stripe.delivery(knobs -> knobs.suppress(new String[0]));
        onlyRed("orphan-payments", "1 × money without order: " + orphan);
        stripe().formParam("metadata[orderId]", order.getObjectId("_id").toHexString())
                .post("/v1/payment_intents/" + orphan).then().statusCode(200);
    }

    @Test
    @Tag("SEC-5")
    void a_clock_that_is_wrong_is_found() {
        clock.advance(Duration.ofMinutes(2));
        onlyRed("clock-skew", "ahead of Stripe's");
        clock.advance(Duration.ofMinutes(-4));
        onlyRed("clock-skew", "behind Stripe's");
    }

    @Test
    @Tag("COM-1")
    void a_mail_server_that_refuses_offers_no_tls_or_is_silent_is_found() {
        mail.say("AUTH", "535 5.7.8 go away");
        onlyRed("mail-account", "answers the sign-in with 535");
        mail.reset();
        mail.offerTls(false);
        onlyRed("mail-account", "offers no STARTTLS");
        mail.reset();
        mail.silent(true);
        onlyRed("mail-account", "SocketTimeoutException");
        assertThat(mail.sentInClear()).as("the password").noneMatch(line -> line.startsWith("AUTH"));
    }

    @Test
    @Tag("COM-5")
    @Tag("MON-6")
    void a_chat_that_fails_does_not_know_us_or_took_no_alert_is_found() {
        chat.answers(500, null, null);
        onlyRed("alert-channel", "with 500");
        chat.answers(404, null, null);
        onlyRed("alert-channel", "with 404");
        chat.answers(200, null, null);
        collection("alerts").insertOne(new Document("_id", "EventDead:preflight").append("name", "EventDead")
                .append("sentence", "x").append("times", 1).append("raisedAt", Date.from(clock.instant()))
                .append("lastAt", Date.from(clock.instant())).append("attempts", 8).append("lastError", "status 403"));
        try {
            onlyRed("alert-channel", "the latest alert (EventDead) was given up: status 403");
        } finally {
            collection("alerts").deleteOne(eq("_id", "EventDead:preflight"));
        }
    }

    @Test
    @Tag("INF-2")
    void a_workflow_that_is_not_active_is_found() {
        n8n.active(false);
        try {
            onlyRed("n8n", "no active workflow");
        } finally {
            n8n.active(true);
        }
    }

    @Test
    @Tag("GO-2")
    void a_bucket_that_everybody_may_read_is_found() {
        storage.open(true);
        try {
            onlyRed("bucket-private", "everybody may list bucket " + InstallationResource.UPLOADS,
                    "everybody may read what is in bucket " + InstallationResource.LECTURES);
        } finally {
            storage.open(false);
        }
    }

    @Test
    @Tag("SEC-4")
    void a_bucket_with_other_rules_is_found() {
        storage.allowOrigins(List.of("https://oraclelumira.com"));
        onlyRed("bucket-rules", "pages of https://desk.oraclelumira.com may not PUT");
        storage.allowOrigins(List.of("*"));
        onlyRed("bucket-rules", "pages of origin https://a-stranger.example may use bucket", "origin null");
    }

    @Test
    @Tag("INF-4")
    void a_bucket_that_was_never_told_to_tidy_up_is_found() {
        storage.forgetRules();
        storage.allowOrigins(InstallationResource.ORIGINS);
        onlyRed("bucket-lifecycle", "not told");
    }

    @Test
    @Tag("MON-2")
    @Tag("INF-5")
    void memory_that_runs_short_is_found_and_a_missing_limit_is_asked_about() {
        relay.plant("lumira_memory_used_ratio", "0.8");
        onlyRed("memory", "80 % of 763 MB");
        relay.plant("lumira_memory_limit_bytes", "NaN");
        assertThat(marked(Mark.HUMAN, groups()).get("memory")).contains("has no limit");
    }

    @Test
    @Tag("MON-4")
    void critical_routes_that_fail_too_often_are_found() {
        relay.plant(
                "http_server_requests_seconds_count{method=\"POST\",outcome=\"SERVER_ERROR\",status=\"503\",uri=\"/api/payments/webhook\"}",
                "500");
        onlyRed("error-rate", "500 of ");
    }

    @Test
    @Tag("DB-6")
    void commands_that_are_slow_too_often_are_found() {
        relay.plant("lumira_mongo_slow_commands_total{collection=\"orders\",command=\"find\"}", "5000");
        onlyRed("slow-queries", " were slow");
    }

    @Test
    void an_api_that_does_not_show_its_figures_is_red_in_all_that_rests_on_them() {
        relay.close();
        assertThat(marked(Mark.BAD, groups())).containsOnlyKeys("memory", "error-rate", "slow-queries", "disk");
    }

    @Test
    @Tag("INF-4")
    void a_disk_that_is_nearly_full_is_found() {
        relay.plant("lumira_disk_free_ratio", "0.09");
        onlyRed("disk", "free: 9 % of the container's");
    }

    /** Twenty minutes before now, by Stripe's clock and ours: what is made then is no longer on its way. */
    private <T> T longAgo(Supplier<T> work) {
        var then = clock.instant().minus(Duration.ofMinutes(20));
        clock.set(then);
        InstallationResource.STRIPES_CLOCK.set(then);
        try {
            return work.get();
        } finally {
            clock.reset();
            InstallationResource.STRIPES_CLOCK.reset();
        }
    }

    private static String publicUrl() {
        return "http://" + InstallationResource.HOST + ":" + RestAssured.port;
    }

    private String purchase() {
        String bought = given().contentType(ContentType.JSON)
                .body(Map.of("productId", "mystique", "customerEmail", UUID.randomUUID() + "@example.com",
                        "customerName", "Anna Essai"))
                .post("/api/products/create-payment-intent").then().statusCode(200).extract().path("orderId");
        stripe.cardholder().succeed(bought);
        Shop.await()
                .until(() -> collection("orders").find(eq("paymentIntentId", bought)).first().containsKey("userId"));
        stripe.awaitQuiet(PATIENCE);
        return bought;
    }

    private RequestSpecification stripe() {
        return given().baseUri(stripe.baseUrl()).auth().preemptive().basic(InstallationResource.KEY, "");
    }

    private void change(String id, Map<String, String> form) {
        stripe().formParams(form).post("/v1/webhook_endpoints/" + id).then().statusCode(200);
    }

    private void backup(Duration ago) {
        var began = clock.instant().minus(ago);
        collection("backups").insertOne(new Document("_id", "lumira-" + began).append("startedAt", Date.from(began))
                .append("bytes", 1_000L).append("offsite", "stored"));
    }

    private void drill(Duration ago, boolean equal) {
        var at = clock.instant().minus(ago);
        collection("restore_drills").deleteMany(new Document());
        collection("restore_drills").insertOne(new Document("_id", at.toString()).append("at", Date.from(at))
                .append("dump", "lumira-20261124T201500Z").append("seconds", 12).append("equal", equal));
    }

    private MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }

    /** The application's, with the figures that the relay shows. */
    private List<Group> groups() {
        return with(new ProcessProbes(new RunningFigures(relay.port()), database));
    }

    private List<Group> with(Group other) {
        var all = new ArrayList<>(other instanceof ProcessProbes ? groups : groups());
        all.replaceAll(group -> group.name().equals(other.name()) ? other : group);
        return all;
    }

    private void onlyRed(String id, String... found) {
        onlyRed(groups(), id, found);
    }

    private static void onlyRed(List<Group> groups, String id, String... found) {
        var reds = marked(Mark.BAD, groups);
        assertThat(reds).containsOnlyKeys(id);
        assertThat(reds.get(id)).contains(found);
    }

    /** What was found by each probe of this mark. */
    private static Map<String, String> marked(Mark mark, List<Group> groups) {
        return new Examiner(PATIENCE).ask(groups).stream().filter(result -> result.mark() == mark)
                .collect(Collectors.toMap(Result::id, Result::found));
    }
}
