package com.oraclelumira.api.desk;

import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.N8n;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** E12, E13, E15. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class ProcessingTest {
    @Inject
    Orders orders;

    private final Desk maya = Desk.expert();
    private final Desk nora = Desk.expert("Nora");
    private final Shop shop = new Shop();

    @Test
    void defect_42_of_two_experts_who_take_an_order_at_once_one_has_it() {
        var id = shop.paidOrder();
        var turn = new java.util.concurrent.atomic.AtomicInteger();
        var answers = Parallel.run(8, () -> (turn.getAndIncrement() % 2 == 0 ? maya : nora).assign(id));
        var winner = order(id).fulfilment().assignment().expertId();
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200)
                .map(answer -> answer.<String>path("order.expertReview.expertId"))).containsOnly(winner);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409)
                .map(answer -> answer.<String>path("error")))
                .isNotEmpty().allMatch(sentence -> sentence.contains("déjà assignée"));
        var theirs = winner.equals(maya.expert.id().toHexString()) ? maya : nora;
        theirs.assign(id).then().statusCode(200).body("message", equalTo("Commande assignée avec succès"))
                .body("order.status", equalTo("paid"));
    }

    @Test
    void an_order_that_is_nobodys_to_take_is_refused() {
        maya.assign(new ObjectId().toHexString()).then().statusCode(404);
        maya.assign("x").then().statusCode(404);
        maya.assign(unpaid()).then().statusCode(409).body("error", containsString("pas payée"));
        var id = shop.paidOrder();
        maya.process(id).then().statusCode(200);
        nora.assign(id).then().statusCode(409);
    }

    @Test
    void defect_42_two_requests_to_process_start_one_job() {
        var id = shop.paidOrder();
        var answers = Parallel.run(6, () -> maya.process(id));
        assertThat(answers.stream().map(Response::statusCode)).containsOnlyOnce(200).contains(400);
        answers.stream().filter(answer -> answer.statusCode() == 400).forEach(answer -> answer.then()
                .body("error", equalTo("Cette commande a déjà été traitée"))
                .body("currentStatus", notNullValue()));
        Shop.await().until(() -> order(id).fulfilment().production().handedOverAt() != null);
        assertThat(ShopResource.n8n().jobs(id)).hasSize(1);
        assertThat(order(id).fulfilment().production().number()).isEqualTo(1);
    }

    @Test
    void defect_38_empty_instructions_are_what_the_desk_sends_and_are_accepted() {
        var id = shop.paidOrder();
        maya.process(id).then().statusCode(200).body("success", equalTo(true)).body("orderId", equalTo(id))
                .body("n8nStatus", equalTo("queued"));
        var other = new Shop().paidOrder();
        process(Map.of("orderId", other, "expertPrompt", Desk.PROMPT)).then().statusCode(200);
    }

    @Test
    void a_prompt_has_ten_characters_at_least_and_the_order_stays_where_it_is() {
        var id = shop.paidOrder();
        for (var prompt : new String[]{null, "", "court", "         x", "x".repeat(20_001)}) {
            var body = new HashMap<String, String>(Map.of("orderId", id));
            body.put("expertPrompt", prompt);
            process(body).then().statusCode(400).body("code", equalTo("VALIDATION_ERROR"));
        }
        process(Map.of("expertPrompt", Desk.PROMPT)).then().statusCode(404);
        assertThat(order(id).fulfilment().production()).isNull();
    }

    @Test
    @Tag("PAY-4")
    void defect_43_an_unpaid_order_is_not_processed() {
        var id = unpaid();
        maya.process(id).then().statusCode(409).body("error", containsString("pas payée")).body("currentStatus",
                equalTo("pending"));
        assertThat(order(id).fulfilment().production()).isNull();
    }

    @Test
    void another_experts_order_is_not_processed_except_by_an_admin() {
        var id = shop.paidOrder();
        nora.assign(id).then().statusCode(200);
        maya.process(id).then().statusCode(409).body("error", containsString("Nora"));
        Desk.admin().process(id).then().statusCode(200);
    }

    @Test
    void defect_44_a_regenerated_reading_is_really_made_and_the_customer_keeps_hers_meanwhile() {
        var id = maya.readingToValidate(shop, "Première");
        maya.regenerate(id).then().statusCode(400).body("error",
                equalTo("Seules les lectures validées peuvent être relancées"));
        maya.approve(id).then().statusCode(200);
        maya.regenerate(id).then().statusCode(200).body("revisionCount", equalTo(1)).body("order.status",
                equalTo("processing"));
        Shop.await().until(() -> ShopResource.n8n().jobs(id).size() == 2);
        assertThat(ShopResource.n8n().jobs(id).getLast().body().path("isRevision").asBoolean()).isTrue();
        assertThat(readable(id)).isEqualTo("Première");
        N8n.answer(N8n.reading(id, 2, "Seconde")).then().statusCode(200);
        assertThat(readable(id)).isEqualTo("Première");
        shop.status(order(id).paymentIntentId()).then().body("status", equalTo("completed"));
        maya.approve(id).then().statusCode(200);
        assertThat(readable(id)).isEqualTo("Seconde");
        assertThat(order(id).fulfilment().published()).isNull();
    }

    @Test
    void a_regeneration_that_fails_can_be_processed_again_and_takes_nothing_from_the_customer() {
        var id = maya.readingToValidate(shop, "Première");
        maya.approve(id).then().statusCode(200);
        var answers = Parallel.run(4, () -> maya.regenerate(id).statusCode());
        assertThat(answers).containsOnlyOnce(200).contains(400);
        N8n.answer("{\"orderId\":\"%s\",\"jobNumber\":2,\"error\":\"non\"}".formatted(id)).then().statusCode(200);
        assertThat(readable(id)).isEqualTo("Première");
        maya.process(id).then().statusCode(200);
        assertThat(readable(id)).isEqualTo("Première");
        assertThat(order(id).fulfilment().production().number()).isEqualTo(3);
    }

    private String unpaid() {
        var stranger = new Shop();
        return stranger.status(stranger.order("mystique")).path("_id");
    }

    private String readable(String id) {
        return order(id).fulfilment().readable().orElseThrow().reading();
    }

    private Order order(String id) {
        return orders.byId(new ObjectId(id)).orElseThrow();
    }

    private Response process(Map<String, String> body) {
        return maya.request().body(body).post("/api/expert/process-order");
    }
}
