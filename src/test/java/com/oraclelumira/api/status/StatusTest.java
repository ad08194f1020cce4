package com.oraclelumira.api.status;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import com.mongodb.client.MongoDatabase;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.EffectWorker;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.MongoResource;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.sandbox.n8n.Behaviour;
import com.oraclelumira.sandbox.n8n.Behaviour.Kind;
import com.oraclelumira.sandbox.stripe.Fault;
import com.oraclelumira.sandbox.stripe.Fault.Type;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("COM-4")
class StatusTest {
    private static final Instant NOON = Instant.parse("2031-03-10T11:00:30Z");

    @Inject
    StatusWatch watch;

    @Inject
    StatusDays days;

    @Inject
    MongoDatabase database;

    @Inject
    EffectWorker effects;

    @Inject
    SettableClock clock;

    @Inject
    Scheduler scheduler;

    @BeforeEach
    void nothingIsKnown() {
        scheduler.pause();
        clock.set(NOON.minusSeconds(60));
        watch.look(); // whatever minute another test stopped the clock in
        clock.set(NOON);
        days.mongoCollection().deleteMany(new Document());
        for (var collection : new String[]{"incidents", "outbox", "stripe_inbox"})
            database.getCollection(collection).deleteMany(new Document());
        database.getCollection("leases").deleteOne(new Document("_id", StatusWatch.JOB));
    }

    @AfterEach
    void backToWork() {
        MongoResource.bringBack();
        Shop.await().until(this::databaseIsUp);
        clock.reset();
        database.getCollection("leases").deleteOne(new Document("_id", StatusWatch.JOB));
        scheduler.resume();
    }

    @Test
    void a_visitor_reads_it_in_french_or_in_english() {
        watch.look();
        page("", "de-DE, en;q=0.5, fr;q=0.1").then().body(containsString("<html lang=\"en\">"))
                .body(containsString("Everything works.")).header("Content-Language", equalTo("en"));
        page("", "de").then().body(containsString("<html lang=\"fr\">")).body(containsString("Tout fonctionne."));
        page("?lang=fr", "en").then().header("Content-Language", equalTo("fr"));
        page("?lang=en", "fr").then().header("Content-Language", equalTo("en"))
                .header("Vary", equalTo("Accept-Language, Origin"));
        page("?lang=%3Cb%3E", "en").then().statusCode(200).header("Content-Language", equalTo("en"));
    }

    @Test
    void it_may_be_kept_for_ten_seconds_and_says_when_nothing_changed() {
        watch.look();
        for (var path : new String[]{"/status", "/status.json"}) {
            var tag = given().get(path).then().statusCode(200).header("Cache-Control", equalTo("public, max-age=10"))
                    .extract().header("ETag");
            var again = given().header("If-None-Match", tag).get(path);
            again.then().statusCode(304).header("ETag", equalTo(tag));
            assertThat(again.asString()).isEmpty();
            pass(Duration.ofMinutes(1));
            given().header("If-None-Match", tag).get(path).then().statusCode(200);
        }
    }

    @Test
    @Tag("SEC-9")
    void the_page_loads_its_style_sheet_and_nothing_else() {
        given().get("/status").then().header("Content-Security-Policy", equalTo("default-src 'none'; "
                + "style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"))
                .header("Content-Type", equalTo("text/html;charset=UTF-8"));
    }

    @Test
    void a_minute_counts_once_however_many_look() {
        var states = all(State.UP);
        var turn = new AtomicInteger();
        Parallel.run(16, () -> {
            days.count(NOON.plusSeconds(60L * (turn.getAndIncrement() % 2)), states);
            return true;
        });
        assertThat(days.latest()).singleElement().satisfies(day -> {
            assertThat(day.checks()).isBetween(1, 2);
            assertThat(day.up(Component.API)).isEqualTo(day.checks());
        });
        days.count(NOON.plusSeconds(60), states);
        days.count(NOON.plusSeconds(120), states);
        int counted = days.latest().getFirst().checks();
        days.count(NOON, states);
        assertThat(days.latest().getFirst().checks()).isEqualTo(counted);
    }

    @Test
    void ten_looks_in_a_minute_are_one_check() {
        for (int n = 0; n < 10; n++)
            watch.look();
        pass(Duration.ofMinutes(1));
        given().get("/status.json").then().body("components.find { it.id == 'api' }.days",
                equalTo(java.util.List.of(Map.of("date", "2031-03-10", "up", 2, "down", 0))));
    }

    @Test
    void another_instance_that_holds_the_lease_counts_alone() {
        database.getCollection("leases").insertOne(new Document("_id", StatusWatch.JOB).append("owner", "another")
                .append("until", Date.from(NOON.plusSeconds(90))));
        watch.look();
        pass(Duration.ofMinutes(1));
        assertThat(days.latest()).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(days.latest()).singleElement().extracting(StatusDay::checks).isEqualTo(1);
    }

    @Test
    @Tag("MON-1")
    void an_outage_of_the_database_is_told_from_memory_and_counted_when_it_is_over() {
        pass(Duration.ofMinutes(1));
        MongoResource.takeAway();
        Shop.await().until(() -> !databaseIsUp());
        pass(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));
        json().then().statusCode(200).body("status", equalTo("down"))
                .body("components.find { it.id == 'api' }.status", equalTo("up"))
                .body("components.find { it.id == 'database' }.status", equalTo("down"))
                .body("components.find { it.id == 'database' }.days[0].up", equalTo(1));
        page("?lang=fr", "").then().statusCode(200).body(containsString("Perturbation en cours"))
                .body(containsString("historique n’est pas lisible"));
        MongoResource.bringBack();
        Shop.await().until(this::databaseIsUp);
        pass(Duration.ofMinutes(1));
        var day = days.latest().getFirst();
        assertThat(day.down(Component.DATABASE)).isGreaterThanOrEqualTo(2);
        assertThat(day.down(Component.API)).isZero();
        assertThat(day.up(Component.API)).isEqualTo(day.checks());
        page("?lang=fr", "").then().body(containsString(day.down(Component.DATABASE) + " min"))
                .body(not(containsString("historique n’est pas lisible")));
    }

    @Test
    void payments_are_down_while_an_event_of_stripe_waits_too_long() {
        waiting("stripe_inbox", "evt_late", new Document("state", "RECEIVED"));
        expect("payments", "up");
        clock.advance(Duration.ofMinutes(6));
        expect("payments", "down");
        database.getCollection("stripe_inbox").deleteMany(new Document());
        expect("payments", "up");
    }

    @Test
    void payments_are_down_when_the_last_call_to_stripe_found_nobody_and_for_a_quarter_of_an_hour_at_most() {
        checkoutAnswers(200);
        expect("payments", "up");
        ShopResource.stripe().faults().add(Fault.of(Type.BAD_GATEWAY, "POST", "/v1/payment_intents").times(2));
        checkoutAnswers(502);
        expect("payments", "down");
        given().get("/status?lang=en").then().body(containsString("Disruption: Payments."));
        clock.advance(Duration.ofMinutes(15));
        expect("payments", "up");
        clock.advance(Duration.ofMinutes(-1));
        expect("payments", "down");
        checkoutAnswers(200);
        expect("payments", "up");
    }

    @Test
    void readings_are_down_while_n8n_is_not_reached() {
        clock.reset();
        var id = new Shop().paidOrder();
        ShopResource.n8n().treat(id, Behaviour.of(Kind.CUT));
        Desk.expert().process(id).then().statusCode(200);
        Shop.await().until(() -> readings("down"));
        given().get("/status?lang=en").then().body(containsString("Disruption: Readings."));
        ShopResource.n8n().treat(id, Behaviour.of(Kind.SILENCE));
        clock.advance(Duration.ofMinutes(2));
        effects.poll();
        Shop.await().until(() -> readings("up"));
    }

    private boolean readings(String state) {
        watch.look();
        return state.equals(json().path("components.find { it.id == 'readings' }.status"));
    }

    private static void checkoutAnswers(int status) {
        new Shop().checkout("mystique").then().statusCode(status);
    }

    @Test
    void mail_is_down_while_a_due_mail_waits_too_long() {
        waiting("outbox", "order:1:paid",
                new Document("to", "a@example.com").append("template", "REFUND").append("values", new Document())
                        .append("attempts", 0).append("createdAt", Date.from(NOON)));
        expect("mail", "up");
        clock.advance(Duration.ofMinutes(6));
        expect("mail", "down");
        given().get("/status?lang=en").then().body(containsString("Disruption: E-mail."));
    }

    @Test
    void what_is_older_than_ninety_days_is_forgotten_and_not_shown() {
        days.count(NOON.minus(90, ChronoUnit.DAYS), all(State.UP));
        days.count(NOON.minus(89, ChronoUnit.DAYS), all(State.DOWN));
        assertThat(days.latest()).singleElement().extracting(StatusDay::day).isEqualTo("2030-12-11");
        days.forgetOld();
        assertThat(days.mongoCollection().countDocuments()).isEqualTo(1);
    }

    @Test
    @Tag("DOC-2")
    void the_answer_for_programs_has_the_same() {
        pass(Duration.ofMinutes(1));
        json().then().contentType("application/json").body("checkedAt", equalTo("2031-03-10T11:01:30.000Z"))
                .body("components.id", equalTo(java.util.List.of("api", "payments", "database", "mail", "readings")))
                .body("components.name.fr", hasItems("Paiements", "Lectures"))
                .body("components.name.en", hasItems("Payments", "Readings"))
                .body("components.status", everyItem(equalTo("up"))).body("status", equalTo("up"))
                .body("components.availability", everyItem(equalTo(100.0f)));
    }

    private void expect(String component, String state) {
        watch.look();
        json().then().body("components.find { it.id == '%s' }.status".formatted(component), equalTo(state));
    }

    private void waiting(String collection, String id, Document with) {
        database.getCollection(collection)
                .insertOne(new Document("_id", id).append("nextAt", Date.from(NOON)).append("created", 0L)
                        .append("receivedAt", Date.from(NOON)).append("since", Date.from(NOON))
                        .append("source", "WEBHOOK").append("type", "x").append("objectId", "x")
                        .append("livemode", false)
                        .append("attempts", 0).append("failures", 0).append("deliveries", 1)
                        .append("createdAt", Date.from(NOON)));
        database.getCollection(collection).updateOne(new Document("_id", id), new Document("$set", with));
    }

    private void pass(Duration time) {
        clock.advance(time);
        watch.look();
    }

    private boolean databaseIsUp() {
        watch.look();
        return "up".equals(json().path("components.find { it.id == 'database' }.status"));
    }

    private static Map<Component, State> all(State state) {
        var states = new EnumMap<Component, State>(Component.class);
        for (var component : Component.values())
            states.put(component, state);
        return states;
    }

    private static Response json() {
        return given().get("/status.json");
    }

    private static Response page(String query, String languages) {
        return given().header("Accept-Language", languages).get("/status" + query);
    }
}
