package com.oraclelumira.api.desk;

import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Fulfilment;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Fulfilments;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Production;
import com.oraclelumira.api.orders.Validation;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.N8n;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** E14: a verdict is about the reading that its expert was shown. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class ShownReadingTest {
    private static final String CHANGED = "La lecture a changé depuis que vous l'avez ouverte : actualisez la page et relisez-la.";

    @Inject
    Orders orders;

    @Inject
    Fulfilments fulfilments;

    private final Desk maya = Desk.expert();
    private final Desk nora = Desk.expert("Nora");
    private String id;

    @BeforeEach
    void aReadingWaits() {
        id = maya.readingToValidate(new Shop(), "Texte");
    }

    @Test
    void a_reading_that_came_after_the_page_was_loaded_is_neither_approved_nor_rejected_unread() {
        load(maya);
        N8n.answer(N8n.reading(id, "Un autre texte")).then().statusCode(200);
        maya.approve(id).then().statusCode(409).body("error", equalTo(CHANGED)).body("currentStatus",
                equalTo("awaiting_validation"));
        maya.reject(id, "Trop court").then().statusCode(409);
        assertThat(work().status()).isEqualTo(FulfilmentStatus.AWAITING_VALIDATION);
        load(maya);
        maya.approve(id).then().statusCode(200);
        assertThat(work().readable().orElseThrow().reading()).isEqualTo("Un autre texte");
    }

    @Test
    void nor_is_the_revision_that_a_colleague_has_asked_for_meanwhile() {
        load(maya);
        nora.reject(id, "Trop court").then().statusCode(200);
        N8n.answer(N8n.reading(id, 2, "Texte")).then().statusCode(200);
        maya.approve(id).then().statusCode(409).body("error", equalTo(CHANGED));
        nora.approve(id).then().statusCode(200);
    }

    @Test
    void the_order_by_itself_counts_as_shown_and_the_same_answer_again_is_no_change() {
        load(maya);
        N8n.answer("{\"orderId\":\"%s\",\"pdfUrl\":\"lectures/%s.pdf\"}".formatted(id, id)).then().statusCode(200);
        maya.order(id).then().statusCode(200);
        N8n.answer(N8n.reading(id, "Texte")).then().statusCode(200);
        maya.approve(id).then().statusCode(200);
    }

    @Test
    void who_says_which_version_she_read_is_held_to_it() {
        var read = maya.order(id).<String>path("readingVersion");
        N8n.answer(N8n.reading(id, "Un autre texte")).then().statusCode(200);
        maya.order(id).then().statusCode(200); // in another window
        judge(read).then().statusCode(409).body("error", equalTo(CHANGED));
        judge(maya.order(id).path("readingVersion")).then().statusCode(200);
    }

    @Test
    void who_was_shown_nothing_judges_what_is_there() {
        load(nora);
        maya.approve(id).then().statusCode(200);
    }

    @Test
    void an_answer_between_the_look_and_the_verdict_wins() {
        var read = orders.byId(new ObjectId(id)).orElseThrow();
        N8n.answer(N8n.reading(id, "Un autre texte")).then().statusCode(200);
        assertThat(fulfilments.approve(read, Validation.PENDING)).isEmpty();
        var revision = Production.revision(read, "non", null, new Production.Asker("e", "E", "e@example.com",
                read.createdAt()));
        assertThat(fulfilments.reject(read, Validation.PENDING, revision)).isEmpty();
    }

    /** As the page does: all queues, and nothing of a single order. */
    private static void load(Desk expert) {
        for (var queue : new String[]{"pending", "validation-queue", "validated-history"})
            expert.request().get("/api/expert/orders/" + queue).then().statusCode(200);
    }

    private Response judge(String version) {
        return maya.request().body(Map.of("orderId", id, "action", "approve", "readingVersion", version))
                .post("/api/expert/validate-content");
    }

    private Fulfilment work() {
        return orders.byId(new ObjectId(id)).orElseThrow().fulfilment();
    }
}
