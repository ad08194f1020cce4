package com.oraclelumira.api.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Fulfilment;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.N8n;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** E14. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class VerdictTest {
    @Inject
    Orders orders;

    private final Desk maya = Desk.expert();
    private final Shop shop = new Shop();

    @Test
    @Tag("COM-1")
    void defect_47_an_approved_reading_is_delivered_and_the_customer_told_once() {
        var id = maya.readingToValidate(shop, "Texte");
        maya.approve(id).then().statusCode(200).body("status", equalTo("completed")).body("action",
                equalTo("approved")).body("message", equalTo("Contenu validé et livré au sanctuaire du client"));
        assertThat(fulfilment(id).deliveredAt()).isNotNull();
        assertThat(fulfilment(id).readable().orElseThrow().reading()).isEqualTo("Texte");
        Shop.await().until(() -> !readyMails().isEmpty());
        assertThat(readyMails()).hasSize(1).first().asString().contains(ShopResource.CUSTOMER_APP + "/sanctuaire");
    }

    @Test
    void of_several_experts_who_judge_at_once_one_is_heard() {
        var id = maya.readingToValidate(shop, "Texte");
        var nora = Desk.expert("Nora");
        var turn = new java.util.concurrent.atomic.AtomicInteger();
        var answers = Parallel.run(6,
                () -> turn.getAndIncrement() % 2 == 0 ? maya.approve(id) : nora.reject(id, "non"));
        assertThat(answers.stream().map(Response::statusCode)).containsOnlyOnce(200).contains(400);
        answers.stream().filter(answer -> answer.statusCode() == 400).forEach(answer -> answer.then()
                .body("error", equalTo("Cette commande n'est pas en attente de validation")));
        assertThat(fulfilment(id).revisions()).isLessThanOrEqualTo(1);
    }

    @Test
    void a_second_verdict_names_the_state() {
        var id = maya.readingToValidate(shop, "Texte");
        maya.approve(id).then().statusCode(200);
        maya.approve(id).then().statusCode(400).body("currentStatus", equalTo("completed")).body("validationStatus",
                equalTo("approved"));
    }

    @Test
    void defect_41_a_rejected_reading_is_made_anew_and_counted_once() {
        var id = maya.readingToValidate(shop, "Texte");
        maya.reject(id, "Trop court").then().statusCode(200).body("status", equalTo("processing"))
                .body("action", equalTo("rejected")).body("revisionCount", equalTo(1)).body("n8nStatus",
                        equalTo("queued"))
                .body("message", equalTo("Contenu rejeté et envoyé pour régénération"));
        Shop.await().until(() -> ShopResource.n8n().jobs(id).size() == 2);
        var job = ShopResource.n8n().jobs(id).getLast().body();
        assertThat(job.path("isRevision").asBoolean()).isTrue();
        assertThat(job.path("revisionCount").asInt()).isEqualTo(1);
        assertThat(job.path("rejectionReason").asText()).isEqualTo("Trop court");
        assertThat(job.path("validationNotes").asText()).isEqualTo("n");
        assertThat(job.path("originalPrompt").asText()).isEqualTo(Desk.PROMPT);
        N8n.answer(N8n.reading(id, 2, "Mieux")).then().statusCode(200);
        assertThat(fulfilment(id).revisions()).isEqualTo(1);
        maya.approve(id).then().statusCode(200);
        assertThat(fulfilment(id).readable().orElseThrow().reading()).isEqualTo("Mieux");
    }

    @Test
    void a_rejection_needs_a_reason_and_a_verdict_an_order_and_one_of_two_words() {
        var id = maya.readingToValidate(shop, "Texte");
        maya.reject(id, " ").then().statusCode(400).body("error", containsString("pourquoi"));
        for (var body : List.of(Map.of("orderId", id, "action", "zz"), Map.of("action", "approve"), Map.of()))
            maya.request().body(body).post("/api/expert/validate-content").then().statusCode(400)
                    .body("error", equalTo("Paramètres invalides"))
                    .body("details", equalTo("orderId et action (approve/reject) sont requis"));
        maya.approve(new ObjectId().toHexString()).then().statusCode(404);
        assertThat(fulfilment(id).status()).isEqualTo(FulfilmentStatus.AWAITING_VALIDATION);
    }

    @Test
    void defect_39_a_reading_with_neither_text_nor_pdf_is_not_approved() {
        var id = shop.paidOrder();
        maya.process(id).then().statusCode(200);
        N8n.answer("{\"orderId\":\"%s\",\"generatedContent\":{\"archetype\":\"La Passeuse\"}}".formatted(id)).then()
                .statusCode(200);
        maya.approve(id).then().statusCode(400).body("error", containsString("vide"));
        assertThat(fulfilment(id).status()).isEqualTo(FulfilmentStatus.AWAITING_VALIDATION);
    }

    @Test
    @Tag("PAY-4")
    void a_reading_whose_payment_was_given_back_is_not_delivered() {
        var intent = shop.buy("mystique");
        var id = shop.status(intent).<String>path("_id");
        maya.process(id).then().statusCode(200);
        N8n.answer(N8n.reading(id, "Texte")).then().statusCode(200);
        ShopResource.stripe().bank().refund(intent, 4700);
        shop.awaitStatus(intent, "refunded");
        maya.approve(id).then().statusCode(409).body("error", containsString("pas payée"));
        maya.reject(id, "non").then().statusCode(409);
        assertThat(fulfilment(id).delivered()).isFalse();
    }

    private Fulfilment fulfilment(String id) {
        return orders.byId(new ObjectId(id)).orElseThrow().fulfilment();
    }

    private List<String> readyMails() {
        return Arrays.stream(ShopResource.mail().getReceivedMessages()).map(GreenMailUtil::getWholeMessage)
                .map(mail -> mail.replace("=\r\n", "").replace("=3D", "="))
                .filter(mail -> mail.contains(shop.email) && mail.contains("/sanctuaire")
                        && mail.contains("Elle vous attend"))
                .toList();
    }
}
