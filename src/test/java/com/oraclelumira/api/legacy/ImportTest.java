package com.oraclelumira.api.legacy;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.experts.Experts;
import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.privacy.Erasure;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StripeEvents;
import com.oraclelumira.api.users.Identity;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("DB-4")
class ImportTest {
    @Inject
    Import importing;

    @Inject
    Orders orders;

    @Inject
    Users users;

    @Inject
    Experts experts;

    @Inject
    Erasure erasure;

    @Inject
    MongoClient client;

    @Inject
    MongoDatabase target;

    @ConfigProperty(name = "quarkus.mongodb.connection-string")
    String targetUri;

    private final String name = "v1_" + UUID.randomUUID().toString().replace("-", "");
    private V1Shop v1;

    @BeforeEach
    void open() {
        v1 = new V1Shop(client.getDatabase(name), 1);
    }

    @AfterEach
    void close() {
        client.getDatabase(name).drop();
        client.getDatabase(name + "b").drop();
    }

    @Test
    void one_purchase_out_of_two_collections_keeps_its_ids_number_money_and_reading() {
        var user = v1.user("anna." + name + "@example.com");
        v1.ledger("pi_" + name, 1, "completed");
        var desk = v1.desk("pi_" + name, user, 1, "completed");
        number(desk, "LUM-" + name);
        run();
        var order = orders.byId(desk).orElseThrow();
        assertThat(order.paymentIntentId()).isEqualTo("pi_" + name);
        assertThat(order.orderNumber()).isEqualTo(source("orders", desk).getString("orderNumber"));
        assertThat(order.payment().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(order.payment().capturedCents()).isEqualTo(4700);
        assertThat(order.accessGranted()).isTrue();
        assertThat(order.fulfilment().status()).isEqualTo(FulfilmentStatus.DELIVERED);
        assertThat(order.fulfilment().readable().orElseThrow().reading()).isEqualTo("Texte");
        assertThat(order.userId()).isEqualTo(user);
        assertThat(order.paidAt()).isNotNull();
        assertThat(order.intake().photos().getFirst().key()).isEqualTo("uploads/2025/11/a-face_photo.jpg");
        assertThat(order.intake().dateOfBirth()).isEqualTo("1990-05-15");
    }

    @Test
    void defect_37_the_question_and_the_hour_of_birth_come_back_from_the_profile() {
        var user = v1.user("anna." + name + "@example.com");
        var desk = v1.desk("pi_" + name, user, 1, "paid");
        run();
        var intake = orders.byId(desk).orElseThrow().intake();
        assertThat(intake.specificQuestion()).isEqualTo("Ma question ?");
        assertThat(intake.objective()).isEqualTo("Paix");
        assertThat(intake.birthTime()).isEqualTo("14:30");
        assertThat(intake.birthPlace()).isEqualTo("Paris");
    }

    @Test
    void defect_25_three_desk_orders_for_one_payment_become_one_and_nothing_of_them_is_lost() {
        var user = v1.user("anna." + name + "@example.com");
        v1.ledger("pi_" + name, 1, "completed");
        var paid = v1.desk("pi_" + name, user, 1, "paid");
        var done = v1.desk("pi_" + name, user, 1, "completed");
        var working = v1.desk("pi_" + name, user, 1, "processing");
        var report = run();
        var order = orders.byHandle("pi_" + name).orElseThrow();
        assertThat(order.id()).isEqualTo(done);
        assertThat(order.v1().getList("duplicates", Document.class))
                .containsExactlyInAnyOrder(source("orders", paid), source("orders", working));
        assertThat(report.odd().get("orders.duplicates_merged").getFirst())
                .contains(source("orders", paid).getString("orderNumber"));
        assertThat(orders.byId(paid)).isEmpty();
    }

    @Test
    @Tag("defect-25")
    void what_she_told_only_in_a_twincompletes_the_order_that_counts() {
        var user = v1.user("anna." + name + "@example.com");
        var done = v1.desk("pi_" + name, user, 1, "completed");
        var told = v1.desk("pi_" + name, user, 1, "paid");
        set("orders", done, "formData", new Document("firstName", "Annette").append("specificQuestion",
                "Lecture gratuite"));
        set("orders", done, "files", List.of());
        set("orders", done, "clientInputs", null);
        set("orders", done, "expertInstructions", " ");
        set("orders", told, "expertInstructions", "avec douceur");
        set("orders", told, "formData.specificQuestion", "Et mon travail ?");
        set("orders", told, "clientInputs", new Document("birthTime", "08:15").append("lifeQuestion", "Clarté"));
        set("orders", told, "generatedContent",
                new Document("reading", "Pas encore relu").append("ritual", "Brouillon"));
        var report = run();
        var order = orders.byId(done).orElseThrow();
        assertThat(order.fulfilment().status()).isEqualTo(FulfilmentStatus.DELIVERED);
        assertThat(order.fulfilment().reading().reading()).isEqualTo("Texte");
        assertThat(order.fulfilment().reading().ritual()).as("nobody approved it").isNull();
        assertThat(order.fulfilment().production().instructions()).isEqualTo("avec douceur");
        assertThat(order.intake().firstName()).isEqualTo("Annette");
        assertThat(order.intake().specificQuestion()).isEqualTo("Et mon travail ?");
        assertThat(order.intake().birthTime()).isEqualTo("08:15");
        assertThat(order.intake().objective()).isEqualTo("Clarté");
        assertThat(order.intake().dateOfBirth()).isEqualTo("1990-05-15");
        assertThat(order.intake().photos()).hasSize(1);
        assertThat(order.v1().getList("duplicates", Document.class)).containsExactly(source("orders", told));
        assertThat(report.odd().get("orders.completed_from_double").getFirst())
                .contains(source("orders", done).getString("orderNumber"), "files.face_photo",
                        "clientInputs.birthTime", "formData.dateOfBirth");
    }

    @Test
    @Tag("defect-25")
    void a_reading_that_only_the_twinhas_waits_for_its_verdict() {
        var user = v1.user("anna." + name + "@example.com");
        var waiting = v1.desk("pi_" + name, user, 1, "awaiting_validation");
        var twin = v1.desk("pi_" + name, user, 1, "processing");
        set("orders", waiting, "generatedContent", null);
        set("orders", twin, "generatedContent", new Document("reading", "Du double"));
        run();
        var order = orders.byId(waiting).orElseThrow();
        assertThat(order.fulfilment().status()).isEqualTo(FulfilmentStatus.AWAITING_VALIDATION);
        assertThat(order.fulfilment().reading().reading()).isEqualTo("Du double");
        assertThat(order.delivered()).isFalse();
    }

    @Test
    void what_v1_changed_after_the_import_is_said_and_not_taken_over() {
        var user = v1.user("anna." + name + "@example.com");
        var changed = v1.desk("pi_a" + name, user, 1, "paid");
        var same = v1.desk("pi_b" + name, user, 1, "paid");
        run();
        set("orders", changed, "status", "processing");
        set("orders", changed, "updatedAt", Date.from(java.time.Instant.parse("2026-01-01T00:00:00Z")));
        var report = run();
        assertThat(report.odd().get("orders.changed_in_v1_since"))
                .containsExactly(orders.byId(changed).orElseThrow().orderNumber());
        assertThat(report.count("orders.unchanged", 0)).isOne();
        assertThat(report.changedNothing()).isTrue();
        assertThat(work(changed)).isEqualTo(FulfilmentStatus.QUEUED);
        assertThat(work(same)).isEqualTo(FulfilmentStatus.QUEUED);
    }

    @Test
    void odd_documents_are_imported_and_named_in_the_report() {
        var user = v1.user("anna." + name + "@example.com");
        var desk = v1.desk("pi_" + name, user, 1, "paid");
        var line = v1.ledger("pi_" + name, 1, "perhaps");
        set("orders", desk, "status", "on_hold");
        set("orders", desk, "orderNumber", 42);
        set("orders", desk, "userId", "anna");
        set("orders", desk, "files", new Document("key", "uploads/x.jpg"));
        var odd = run().odd();
        assertThat(orders.byId(desk)).isPresent();
        for (var kind : List.of("orders.unknown_status", "orders.number_not_text", "orders.user_id_not_an_id",
                "orders.files_not_a_list", "orders.without_account"))
            assertThat(odd.get(kind)).as(kind).containsExactly(desk.toHexString());
        assertThat(odd.get("payments.unknown_status")).containsExactly(line.toHexString());
    }

    @Test
    void an_order_whose_account_is_gone_from_v1_is_imported_under_its_own_address_and_reported() {
        var user = v1.user("anna." + name + "@example.com");
        var desk = v1.desk("pi_" + name, user, 1, "paid");
        v1.database.getCollection("users").deleteOne(eq(user));
        var report = run();
        assertThat(report.odd().get("orders.without_account"))
                .containsExactly(source("orders", desk).getString("orderNumber"));
        assertThat(orders.byId(desk).orElseThrow().userId()).isNull();
        assertThat(orders.byId(desk).orElseThrow().buyer().email()).isEqualTo("anna." + name + "@example.com");
    }

    private void set(String collection, ObjectId id, String field, Object value) {
        v1.database.getCollection(collection).updateOne(eq(id),
                com.mongodb.client.model.Updates.set(field, value));
    }

    @Test
    @Tag("PAY-4")
    void a_later_event_of_stripe_s_joins_and_nobody_gets_a_mail_again() {
        var email = "anna." + name + "@example.com";
        var desk = v1.desk("pi_" + name, v1.user(email), 1, "completed");
        run();
        var event = StripeEvents.newId();
        Shop.deliver(StripeEvents.succeeded(event, "pi_" + name, null, 4700)).then().statusCode(200);
        awaitDone(event);
        var order = orders.byId(desk).orElseThrow();
        assertThat(order.payment().capturedCents()).isEqualTo(4700);
        assertThat(order.payment().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(order.payment().facts().intents().getFirst().source()).isEqualTo(event);
        assertThat(order.effects()).allMatch(effect -> effect.doneAt() != null);
        assertThat(target.getCollection("outbox").countDocuments(eq("to", email))).isZero();
    }

    @Test
    void money_that_v1_forgot_is_remembered_and_a_failed_generation_is_not_a_failed_payment() {
        var user = v1.user("anna." + name + "@example.com");
        v1.ledger("pi_a" + name, 1, "completed");
        var forgotten = v1.desk("pi_a" + name, user, 1, "pending");
        v1.ledger("pi_b" + name, 1, "completed");
        var failed = v1.desk("pi_b" + name, user, 1, "failed");
        var declined = v1.desk("pi_c" + name, user, 1, "failed");
        v1.ledger("pi_d" + name, 1, "cancelled");
        run();
        assertThat(status(forgotten)).isEqualTo(PaymentStatus.PAID);
        assertThat(work(forgotten)).isEqualTo(FulfilmentStatus.QUEUED);
        assertThat(status(failed)).isEqualTo(PaymentStatus.PAID);
        assertThat(work(failed)).isEqualTo(FulfilmentStatus.PRODUCTION_FAILED);
        assertThat(status(declined)).isEqualTo(PaymentStatus.FAILED);
        assertThat(orders.byHandle("pi_d" + name).orElseThrow().payment().status())
                .isEqualTo(PaymentStatus.CANCELED);
    }

    @Test
    void a_refund_of_v1_s_closes_the_order_and_is_no_news_when_stripe_lists_it() {
        var email = "anna." + name + "@example.com";
        var desk = v1.desk("pi_" + name, v1.user(email), 1, "refunded");
        run();
        assertThat(status(desk)).isEqualTo(PaymentStatus.REFUNDED);
        var event = StripeEvents.newId();
        Shop.deliver(refund(event)).then().statusCode(200);
        awaitDone(event);
        Shop.await().until(() -> orders.byId(desk).orElseThrow().effect("refund:re_" + name)
                .filter(effect -> effect.doneAt() != null).isPresent());
        assertThat(orders.byId(desk).orElseThrow().payment().refundedCents()).isEqualTo(4700);
        assertThat(target.getCollection("outbox").countDocuments(eq("to", email))).isZero();
    }

    @Test
    void a_payment_without_an_order_gets_one_and_an_order_without_a_payment_is_kept() {
        var user = v1.user("anna." + name + "@example.com");
        var orphan = v1.ledger("pi_3Orphan" + name, 1, "completed");
        var lonely = v1.desk("pi_3Lonely" + name, user, 2, "paid");
        var byHand = v1.add("orders",
                new Document("orderNumber", "LUM-" + name).append("userId", user).append("level", 2)
                        .append("amount", 4700).append("status", "paid"));
        var report = run();
        assertThat(orders.byId(orphan).orElseThrow().orderNumber())
                .isEqualTo("TEMP-" + name.substring(name.length() - 8));
        assertThat(status(orphan)).isEqualTo(PaymentStatus.PAID);
        assertThat(report.odd().get("payments.without_order")).containsExactly(orphan.toHexString());
        assertThat(report.odd().get("orders.without_payment")).hasSize(2);
        assertThat(status(lonely)).isEqualTo(PaymentStatus.PAID);
        assertThat(status(byHand)).isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void odd_addresses_are_kept_and_reported_and_one_address_is_one_account() {
        var plus = v1.user("Anna+Tag." + name + "@Exemple.PARIS");
        var odd = v1.user("client+pi_3@no email.local" + name);
        var none = v1.user(null);
        var first = v1.user("twice." + name + "@example.com");
        var second = v1.user("Twice." + name + "@example.com");
        var desk = v1.desk("pi_" + name, second, 1, "paid");
        var report = run();
        assertThat(users.findById(plus).email()).isEqualTo("anna+tag." + name + "@exemple.paris");
        assertThat(users.findById(odd)).isNotNull();
        assertThat(users.findById(second)).isNull();
        assertThat(users.findById(first).v1().getList("sameAddress", Document.class))
                .containsExactly(source("users", second));
        assertThat(orders.byId(desk).orElseThrow().userId()).isEqualTo(first);
        assertThat(report.odd()).containsEntry("users.without_address", List.of(none.toHexString()))
                .containsEntry("users.odd_address", List.of(odd.toHexString())).containsKey("users.same_address");
    }

    @Test
    void an_account_keeps_what_our_shape_has_no_place_for_and_photos_as_keys() {
        var id = v1.user("anna." + name + "@example.com");
        run();
        var user = users.findById(id);
        assertThat(user.profile().facePhotoUrl()).isEqualTo("uploads/2025/11/a-face_photo.jpg");
        assertThat(user.v1()).containsEntry("stripeCustomerId", source("users", id).getString("stripeCustomerId"))
                .containsEntry("subscriptionStatus", "inactive");
    }

    @Test
    void defect_35_free_readings_are_kept_all_and_the_next_one_is_refused() {
        var email = "anna." + name + "@example.com";
        var user = v1.user(email);
        var first = v1.desk("free_1" + name, user, 0, "paid");
        var second = v1.desk("free_2" + name, user, 0, "paid");
        run();
        assertThat(Stream.of(first, second).map(id -> orders.byId(id).orElseThrow()))
                .allMatch(order -> order.accessGranted() && order.paidAt() != null);
        var again = new Shop().checkout(Map.of("productId", "initie", "customerEmail", email)).<String>path("orderId");
        assertThat(again).isIn("free_1" + name, "free_2" + name);
    }

    @Test
    void a_payment_that_v1_only_pretended_gives_no_access() {
        var desk = v1.desk("pi_mock_" + name, v1.user("anna." + name + "@example.com"), 1, "paid");
        assertThat(run().odd()).containsKey("orders.paid_in_mock_mode");
        assertThat(orders.byId(desk).orElseThrow().accessGranted()).isFalse();
    }

    @Test
    void experts_keep_their_hashes() {
        var id = v1.expert("Maya." + name + "@example.com");
        run();
        var expert = experts.byId(id).orElseThrow();
        assertThat(expert.email()).isEqualTo("maya." + name + "@example.com");
        assertThat(expert.passwordHash()).isEqualTo(source("experts", id).getString("password"));
        assertThat(expert.role().id()).isEqualTo("admin");
    }

    @Test
    @Tag("PAY-4")
    void an_event_that_v1_applied_is_a_copy_here_and_is_never_replayed() {
        v1.user("anna." + name + "@example.com");
        var id = v1.event();
        run();
        var inbox = target.getCollection("stripe_inbox");
        assertThat(inbox.find(eq("_id", id)).first().getString("state")).isEqualTo("DONE");
        Shop.deliver(StripeEvents.succeeded(id, "pi_none", null, 4700)).then().statusCode(200);
        assertThat(inbox.find(eq("_id", id)).first().getString("state")).isEqualTo("DONE");
    }

    @Test
    void defect_27_no_number_is_given_twice_not_even_by_us_later() {
        var user = v1.user("anna." + name + "@example.com");
        var a = v1.desk("pi_a" + name, user, 1, "paid");
        var b = v1.desk("pi_b" + name, user, 1, "paid");
        number(a, "LUM-twice-" + name);
        number(b, "LUM-twice-" + name);
        var c = v1.desk("pi_c" + name, user, 1, "paid");
        number(c, "LU2101010007");
        run();
        assertThat(Stream.of(a, b).map(id -> orders.byId(id).orElseThrow().orderNumber()))
                .containsExactly("LUM-twice-" + name, "LUM-twice-" + name + "-2");
        assertThat(target.getCollection("counters").find(eq("_id", "orders:210101")).first().getLong("n"))
                .isGreaterThanOrEqualTo(7);
    }

    @Test
    void a_dry_run_writes_nothing_and_says_the_same() {
        v1.open(30);
        var before = imported();
        var dry = importing.run(uri(), true, line -> {});
        assertThat(imported().equals(before)).as("nothing was written").isTrue();
        var real = run();
        assertThat(dry.counts()).isEqualTo(real.counts());
        assertThat(dry.odd()).isEqualTo(real.odd());
        assertThat(dry.lines().getFirst()).contains("nothing was written");
    }

    @Test
    void what_is_newer_here_is_not_overwritten() {
        var id = v1.user("anna." + name + "@example.com");
        var desk = v1.desk("pi_" + name, id, 1, "paid");
        run();
        users.change(id, Map.of("firstName", "Nouvelle"));
        orders.mongoCollection().updateOne(eq(desk), com.mongodb.client.model.Updates.set("fulfilment.revisions", 7));
        v1.database.getCollection("users").updateOne(eq(id),
                com.mongodb.client.model.Updates.set("firstName", "Vieux"));
        assertThat(run().changedNothing()).isTrue();
        assertThat(users.findById(id).firstName()).isEqualTo("Nouvelle");
        assertThat(orders.byId(desk).orElseThrow().fulfilment().revisions()).isEqualTo(7);
    }

    @Test
    @Tag("defect-48")
    void who_was_erased_stays_erased_and_so_do_her_orders() {
        var id = v1.user("anna." + name + "@example.com");
        var other = v1.user("Anna." + name + "@Example.com");
        var desk = v1.desk("pi_" + name, id, 1, "completed");
        run();
        users.change(id, Map.of("firstName", "Nouvelle"));
        erase(id);
        var later = v1.desk("pi_later" + name, other, 1, "completed");
        var report = run();
        assertThat(report.counts()).containsEntry("users.erased", 1L).containsEntry("orders.erased", 1L)
                .doesNotContainKeys("users.imported", "orders.imported", "orders.unchanged");
        assertThat(report.odd().get("orders.of_erased_people"))
                .containsExactly(source("orders", later).getString("orderNumber"));
        assertThat(users.findById(id)).isNull();
        assertThat(users.byEmail("anna." + name + "@example.com")).isEmpty();
        assertThat(orders.byId(later)).isEmpty();
        assertThat(orders.byId(desk).orElseThrow().intake()).isNull();
    }

    @Test
    @Tag("defect-48")
    void an_erased_person_is_known_by_address_too_and_by_no_more_than_its_hash() {
        var address = "anna." + name + "@example.com";
        var id = v1.user(address);
        run();
        erase(id);
        v1.database.getCollection("users").deleteOne(eq(id));
        v1.user(address);
        var orphan = v1.ledger("pi_" + name, 1, "completed");
        v1.database.getCollection("productorders").updateOne(eq(orphan),
                com.mongodb.client.model.Updates.set("customerEmail", address));
        var report = run();
        assertThat(report.changedNothing()).isTrue();
        assertThat(report.odd().get("orders.of_erased_people")).containsExactly(orphan.toHexString());
        assertThat(target.getCollection("erased_people").find(eq("account:" + id.toHexString())).first())
                .containsOnlyKeys("_id", "at");
        assertThat(target.getCollection("erased_people").find().into(new ArrayList<>()).toString())
                .doesNotContain("@");
    }

    @Test
    @Tag("defect-48")
    void who_comes_back_of_her_own_will_is_a_customer_without_her_past() {
        var address = "anna." + name + "@example.com";
        var id = v1.user(address);
        run();
        erase(id);
        var back = users.welcome(new Identity(address, "Anna", "Retour", null)).user();
        var report = run();
        assertThat(report.count("users.erased", 0)).isOne();
        assertThat(users.byEmail(address).orElseThrow()).isEqualTo(back);
    }

    private void erase(ObjectId id) {
        erasure.client(users.findById(id), new Erasure.Warrant("command", true));
    }

    @Test
    void the_same_database_is_refused_and_so_is_an_empty_one() {
        assertThatThrownBy(() -> importing.run(targetUri, false, line -> {}))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("this system itself");
        assertThatThrownBy(() -> importing.run(uri(), false, line -> {})).hasMessageContaining("empty");
        assertThatThrownBy(() -> importing.run("mongodb://127.0.0.1:1", false, line -> {}))
                .hasMessageContaining("name the database");
    }

    @Test
    void thousands_of_documents_whatever_their_state_cut_short_and_run_again() {
        v1.open(900);
        v1.expert("maya." + name + "@example.com");
        for (int i = 0; i < 300; i++)
            v1.event();
        assertThatThrownBy(() -> importing.run(uri(), false, line -> {
            if (line.contains("purchases: 600"))
                throw new IllegalStateException("power cut");
        })).hasMessage("power cut");
        var report = run();
        assertThat(report.count("orders.unchanged", 0)).isPositive();
        assertThat(report.count("orders.imported", 0)).isPositive();
        checkPurchases();
        var after = imported();
        var second = run();
        assertThat(second.changedNothing()).isTrue();
        assertThat(second.lines().getFirst()).isEqualTo("Nothing was new.");
        assertThat(imported().equals(after)).as("the second run wrote nothing").isTrue();
    }

    /** Every handle is one order, every source document is in exactly one, and the money adds up. */
    private void checkPurchases() {
        var byHandle = Stream.concat(v1.all("orders").stream(), v1.all("productorders").stream())
                .collect(Collectors.groupingBy(document -> document.getString("paymentIntentId")));
        var numbers = new HashSet<String>();
        long captured = 0;
        for (var purchase : byHandle.entrySet()) {
            var order = orders.byHandle(purchase.getKey()).orElseThrow();
            assertThat(numbers.add(order.orderNumber())).as(order.orderNumber()).isTrue();
            assertThat(order.effects()).allMatch(effect -> effect.nextAt() == null);
            assertThat(ids(order)).containsExactlyInAnyOrderElementsOf(
                    purchase.getValue().stream().map(document -> document.getObjectId("_id")).toList());
            captured += order.payment().capturedCents();
            checkState(order, purchase.getValue());
        }
        assertThat(captured).isEqualTo(byHandle.values().stream().mapToLong(ImportTest::moneyOf).sum());
        assertThat(byHandle).hasSizeGreaterThan(1_500);
    }

    private static List<ObjectId> ids(Order order) {
        var ids = new ArrayList<ObjectId>();
        if (order.v1().containsKey("order"))
            ids.add(order.id());
        for (var part : List.of("duplicates", "ledger"))
            if (order.v1().containsKey(part))
                order.v1().getList(part, Document.class).forEach(document -> ids.add(document.getObjectId("_id")));
        return ids;
    }

    private static void checkState(Order order, List<Document> parts) {
        boolean approved = parts.stream().anyMatch(part -> part.containsKey("expertValidation"));
        assertThat(order.delivered()).as(order.orderNumber()).isEqualTo(approved);
        if (moneyOf(parts) == 0 && !order.price().free())
            assertThat(order.accessGranted()).isFalse();
        assertThat(order.createdAt()).isEqualTo(parts.stream().map(part -> part.getDate("createdAt"))
                .min(Date::compareTo).orElseThrow().toInstant());
    }

    private static long moneyOf(List<Document> parts) {
        return parts.stream().filter(part -> part.containsKey("paidAt") || part.containsKey("completedAt"))
                .mapToLong(part -> part.getInteger("amount")).max().orElse(0);
    }

    private String refund(String event) {
        return StripeEvents.refund(event, "re_" + name, "pi_" + name, 4700);
    }

    private void awaitDone(String event) {
        Shop.await().until(() -> "DONE".equals(target.getCollection("stripe_inbox").find(eq("_id", event)).first()
                .getString("state")));
    }

    /** What imports have stored so far, of this test and of others; what else goes on in the shop is not in it. */
    private List<Document> imported() {
        var all = new ArrayList<Document>();
        target.getCollection("orders").find(eq("origin.requestId", "import")).into(all);
        target.getCollection("stripe_inbox").find(eq("source", "IMPORT")).into(all);
        target.getCollection("experts").find().into(all);
        v1.all("users").forEach(user -> target.getCollection("users").find(eq(user.get("_id"))).into(all));
        return all;
    }

    private void number(ObjectId id, String number) {
        v1.database.getCollection("orders").updateOne(eq(id),
                com.mongodb.client.model.Updates.set("orderNumber", number));
    }

    private Document source(String collection, ObjectId id) {
        return v1.database.getCollection(collection).find(eq(id)).first();
    }

    private PaymentStatus status(ObjectId id) {
        return orders.byId(id).orElseThrow().payment().status();
    }

    private FulfilmentStatus work(ObjectId id) {
        return orders.byId(id).orElseThrow().fulfilment().status();
    }

    private ImportReport run() {
        return importing.run(uri(), false, line -> {});
    }

    private String uri() {
        return targetUri.replace("/" + new ConnectionString(targetUri).getDatabase(), "/" + name);
    }
}
