package com.oraclelumira.api.desk;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.audit.AuditEntry;
import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Photo;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.N8n;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class QueueTest {
    @Inject
    Orders orders;

    @Inject
    AuditTrail audit;

    @Inject
    SettableClock clock;

    private final Desk maya = Desk.expert();
    private final Shop shop = new Shop();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Tag("PAY-4")
    void defect_43_an_unpaid_order_is_not_in_the_queue_and_a_paid_one_is() {
        var unpaid = shop.status(shop.order("mystique")).<String>path("_id");
        var paid = new Shop().paidOrder();
        assertThat(all("pending")).contains(paid).doesNotContain(unpaid);
    }

    @Test
    void the_oldest_comes_first_and_all_at_once_because_the_page_never_asks_for_more() {
        var ids = new ArrayList<>(List.of(shop.paidOrder()));
        for (int n = 1; n <= 24; n++)
            ids.add(laterCopy(ids.getFirst(), n));
        assertThat(all("pending")).containsSubsequence(ids);
        var judged = ids.subList(0, 23);
        judged.forEach(id -> orders.mongoCollection().updateOne(eq(new ObjectId(id)),
                set("fulfilment.status", FulfilmentStatus.AWAITING_VALIDATION)));
        assertThat(all("validation-queue")).containsSubsequence(judged);
    }

    private String laterCopy(String id, int seconds) {
        var raw = orders.mongoCollection().withDocumentClass(Document.class);
        var order = raw.find(eq(new ObjectId(id))).first();
        var later = Date.from(order.getDate("createdAt").toInstant().plusSeconds(seconds));
        var copy = new ObjectId();
        order.append("_id", copy).append("orderNumber", "LU000102" + copy).append("paymentIntentId", "pi_" + copy)
                .append("createdAt", later).append("updatedAt", later).append("effects", List.of());
        order.get("origin", Document.class).remove("key");
        raw.insertOne(order);
        return copy.toHexString();
    }

    @Test
    void the_queue_is_paged_a_thousand_by_default_and_at_most() {
        shop.paidOrder();
        new Shop().paidOrder();
        var first = queue("pending?limit=1");
        var second = queue("pending?limit=1&page=2");
        assertThat(first.getList("orders")).hasSize(1);
        assertThat(first.getString("orders[0]._id")).isNotEqualTo(second.getString("orders[0]._id"));
        assertThat(first.getInt("pagination.total")).isEqualTo(first.getInt("pagination.count"));
        assertThat(second.getInt("pagination.current")).isEqualTo(2);
        assertThat(queue("pending").getInt("pagination.limit")).isEqualTo(1000);
        assertThat(queue("pending?limit=5000&page=-3").getInt("pagination.limit")).isEqualTo(1000);
        assertThat(queue("validation-queue").getInt("pagination.limit")).isEqualTo(200);
        maya.request().get("/api/expert/orders/pending?page=x").then().statusCode(400).body("error",
                equalTo("Le paramètre « page » doit être un nombre entier."));
    }

    @Test
    void an_order_without_a_form_has_the_texts_that_the_page_cannot_do_without() {
        var id = shop.paidOrder();
        maya.order(id).then().statusCode(200).body("formData.firstName", equalTo("Paul"))
                .body("formData.lastName", equalTo("Payant Dupont")).body("formData.email", equalTo(shop.email))
                .body("formData.phone", equalTo("0612345678")).body("files", hasSize(0))
                .body("status", equalTo("paid")).body("levelName", equalTo("Intuitive"))
                .body("expertValidation.validationStatus", equalTo("pending"));
    }

    @Test
    void defect_37_the_desk_reads_the_customers_question_birth_time_and_place() {
        var id = shop.paidOrder();
        orders.mongoCollection().updateOne(eq(new ObjectId(id)), set("intake", intake(clock.instant())));
        maya.order(id).then().statusCode(200).body("formData.specificQuestion", equalTo("Ma question"))
                .body("formData.dateOfBirth", equalTo("1990-05-15T00:00:00.000Z"))
                .body("clientInputs.birthTime", equalTo("07:30")).body("clientInputs.birthPlace", equalTo("Lyon"))
                .body("clientInputs.lifeQuestion", equalTo("La paix")).body("files[0].type", equalTo("face_photo"))
                .body("files[0].contentType", equalTo("image/jpeg")).body("files[0].size", equalTo(1234))
                .body("files[0].name", equalTo("moi.jpg"));
    }

    static Intake intake(Instant now) {
        return new Intake("Paul", "Payant", "0612345678", "1990-05-15", "07:30", "Lyon", "Ma question", "La paix",
                null, List.of(new Photo("face_photo", "uploads/2026/11/a-face_photo.jpg", "image/jpeg", 1234,
                        "moi.jpg", now)),
                now, null);
    }

    @Test
    void defect_41_a_failed_production_comes_back_to_the_queue_with_its_reason_and_can_be_processed_again() {
        var id = shop.paidOrder();
        maya.process(id).then().statusCode(200);
        assertThat(all("pending")).doesNotContain(id);
        N8n.answer("{\"orderId\":\"%s\",\"error\":\"Quota dépassé\"}".formatted(id)).then().statusCode(200)
                .body("status", equalTo("failed")).body("needsValidation", equalTo(false));
        assertThat(all("pending")).contains(id);
        maya.order(id).then().body("productionError", equalTo("Quota dépassé")).body("status", equalTo("paid"));
        shop.status(orders.byId(new ObjectId(id)).orElseThrow().paymentIntentId()).then().body("status",
                equalTo("paid"));
        maya.process(id).then().statusCode(200);
        maya.order(id).then().body("status", equalTo("processing")).body("productionError", equalTo(null));
    }

    @Test
    void a_reading_passes_through_the_validation_queue_into_the_history() {
        var id = maya.readingToValidate(shop, "Texte");
        assertThat(all("validation-queue")).contains(id);
        assertThat(all("validated-history")).doesNotContain(id);
        maya.approve(id).then().statusCode(200);
        assertThat(all("validation-queue")).doesNotContain(id);
        assertThat(all("validated-history")).first().isEqualTo(id);
    }

    @Test
    void defect_45_files_open_by_the_addresses_that_the_desk_gets() {
        var id = shop.paidOrder();
        maya.process(id).then().statusCode(200);
        N8n.answer(
                "{\"orderId\":\"%s\",\"pdfUrl\":\"lectures/queue.pdf\",\"generatedContent\":{\"audioUrl\":\"https://cdn.example.com/a.mp3\"}}"
                        .formatted(id))
                .then().statusCode(200);
        maya.order(id).then().body("generatedContent.pdfUrl", containsString("X-Amz-Signature="))
                .body("generatedContent.audioUrl", equalTo("https://cdn.example.com/a.mp3"));
    }

    @Test
    void defect_46_treated_today_counts_by_the_day_of_approval_in_paris() {
        var id = maya.readingToValidate(shop, "Texte");
        var before = stats();
        // the coming one: a token counts for nothing before it was issued
        var midnight = clock.instant().atZone(ZoneId.of("Europe/Paris")).truncatedTo(ChronoUnit.DAYS).plusDays(1)
                .toInstant();
        clock.set(midnight.minusSeconds(1));
        maya.approve(id).then().statusCode(200);
        assertThat(stats().getInt("treatedToday")).isEqualTo(before.getInt("treatedToday") + 1);
        clock.set(midnight.plusSeconds(1));
        var after = stats();
        assertThat(after.getInt("totalTreated")).isEqualTo(before.getInt("totalTreated") + 1);
        assertThat(after.getInt("treatedToday")).isZero();
        orders.deleteById(new ObjectId(id)); // approved tomorrow, it would lead the lists of other tests
    }

    @Test
    void the_numbers_follow_an_order() {
        var start = stats();
        var id = shop.paidOrder();
        assertThat(stats().getInt("pending")).isEqualTo(start.getInt("pending") + 1);
        maya.assign(id).then().statusCode(200);
        assertThat(stats().getInt("assigned")).isEqualTo(1);
        maya.process(id).then().statusCode(200);
        assertThat(stats().getInt("processing")).isEqualTo(start.getInt("processing") + 1);
        N8n.answer(N8n.reading(id, "Texte")).then().statusCode(200);
        assertThat(stats().getInt("awaitingValidation")).isEqualTo(start.getInt("awaitingValidation") + 1);
        maya.reject(id, "Trop court").then().statusCode(200);
        assertThat(stats().getInt("rejected")).isEqualTo(start.getInt("rejected") + 1);
    }

    @Test
    @Tag("GO-2")
    void every_look_at_an_order_is_on_the_audit_trail_and_needs_an_expert() {
        var id = shop.paidOrder();
        maya.order(id);
        assertThat(audit.about("order:" + id)).extracting(AuditEntry::actor, AuditEntry::action)
                .contains(org.assertj.core.groups.Tuple.tuple(maya.expert.actor(), "order.viewed"));
        for (var path : List.of("orders/pending", "orders/validation-queue", "orders/validated-history",
                "orders/assigned", "orders/" + id, "stats"))
            maya.stranger().get("/api/expert/" + path).then().statusCode(401);
        maya.order("nonsense").then().statusCode(404).body("error", equalTo("Commande introuvable"));
        maya.order(new ObjectId().toHexString()).then().statusCode(404);
    }

    private JsonPath queue(String path) {
        return maya.request().get("/api/expert/orders/" + path).then().statusCode(200).extract().jsonPath();
    }

    private List<String> all(String queue) {
        return queue(queue).getList("orders._id");
    }

    private JsonPath stats() {
        return maya.request().get("/api/expert/stats").then().statusCode(200).extract().jsonPath();
    }
}
