package com.oraclelumira.api.desk;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.audit.AuditEntry;
import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.experts.ExpertAccounts;
import com.oraclelumira.api.experts.Experts;
import com.oraclelumira.api.orders.Fulfilment;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.N8n;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

/** Whose an order is when its expert leaves, or an admin says so. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class HoldersTest {
    @Inject
    Orders orders;

    @Inject
    Experts experts;

    @Inject
    ExpertAccounts accounts;

    @Inject
    AuditTrail audit;

    private final Desk alice = Desk.admin();
    private final Desk maya = Desk.expert();
    private final Desk nora = Desk.expert("Nora");

    @Test
    void what_a_disabled_expert_had_taken_waits_for_anybody_again() {
        var id = taken();
        nora.assign(id).then().statusCode(409);
        disableMaya().then().statusCode(200);
        assertThat(work(id).assignment()).isNull();
        nora.request().get("/api/expert/orders/pending").then().body("orders._id", hasItem(id));
        nora.process(id).then().statusCode(200);
        assertThat(audit.about("order:" + id)).extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::detail)
                .contains(tuple(alice.expert.actor(), "order.released", "from=" + maya.expert.id()));
    }

    @Test
    void a_command_gives_her_orders_back_as_well_and_what_the_first_left_undone_the_second_does() {
        var id = taken();
        accounts.disable(maya.expert.id(), "command");
        assertThat(work(id).assignment()).isNull();
        holdAgain(id);
        accounts.disable(maya.expert.id(), "command");
        assertThat(work(id).assignment()).isNull();
    }

    @Test
    void the_job_that_runs_for_her_order_goes_on_and_another_expert_judges_its_reading() {
        var id = new Shop().paidOrder();
        maya.process(id).then().statusCode(200);
        disableMaya();
        assertThat(work(id).status()).isEqualTo(FulfilmentStatus.IN_PRODUCTION);
        assertThat(work(id).assignment()).isNull();
        Shop.await().until(() -> work(id).production().handedOverAt() != null);
        assertThat(ShopResource.n8n().jobs(id)).hasSize(1);
        N8n.answer(N8n.reading(id, 1, "Texte")).then().statusCode(200);
        nora.approve(id).then().statusCode(200);
        assertThat(work(id).delivered()).isTrue();
    }

    @Test
    void a_job_of_hers_that_fails_afterwards_is_anybodys() {
        var id = new Shop().paidOrder();
        maya.process(id).then().statusCode(200);
        disableMaya();
        N8n.answer("{\"orderId\":\"%s\",\"jobNumber\":1,\"error\":\"Quota\"}".formatted(id)).then().statusCode(200);
        nora.process(id).then().statusCode(200);
        assertThat(work(id).production().number()).isEqualTo(2);
    }

    @Test
    void a_reading_of_hers_that_waits_for_a_verdict_stays_and_a_delivered_one_keeps_her_name() {
        var waiting = maya.readingToValidate(new Shop(), "Texte");
        var delivered = maya.readingToValidate(new Shop(), "Texte");
        maya.approve(delivered).then().statusCode(200);
        disableMaya();
        assertThat(work(waiting).status()).isEqualTo(FulfilmentStatus.AWAITING_VALIDATION);
        nora.reject(waiting, "Trop court").then().statusCode(200);
        assertThat(work(delivered).assignment().expertName()).isEqualTo("Maya");
    }

    @Test
    void an_order_that_a_disabled_expert_has_all_the_same_is_taken_over_by_one_of_those_who_ask() {
        var id = taken();
        experts.mongoCollection().updateOne(eq(maya.expert.id()), set("active", false));
        var turn = new java.util.concurrent.atomic.AtomicInteger();
        var other = Desk.expert("Olga");
        var answers = Parallel.run(6, () -> (turn.getAndIncrement() % 2 == 0 ? nora : other).assign(id));
        var winner = work(id).assignment().expertName();
        assertThat(winner).isIn("Nora", "Olga");
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200)
                .map(answer -> answer.<String>path("order.expertReview.expertName"))).isNotEmpty().containsOnly(winner);
        assertThat(answers.stream().map(Response::statusCode)).containsOnly(200, 409);
    }

    @Test
    void she_who_processes_it_takes_it_over_too_even_of_an_account_that_is_gone() {
        var id = taken();
        experts.mongoCollection().deleteOne(eq(maya.expert.id()));
        nora.process(id).then().statusCode(200);
        assertThat(work(id).assignment().expertName()).isEqualTo("Nora");
    }

    @Test
    void an_admin_releases_an_order_and_a_second_time_changes_nothing() {
        var id = taken();
        for (int twice = 0; twice < 2; twice++)
            alice.request().post("/api/admin/orders/" + id + "/release").then().statusCode(200)
                    .body("orderId", equalTo(id)).body("status", equalTo("paid"))
                    .body("expertReview.expertId", equalTo(null)).body(not(containsString("@")));
        nora.assign(id).then().statusCode(200);
        assertThat(audit.about("order:" + id)).extracting(AuditEntry::action).containsOnlyOnce("order.released");
    }

    @Test
    void an_admin_hands_an_order_over_whose_job_goes_on() {
        var id = new Shop().paidOrder();
        maya.process(id).then().statusCode(200);
        handOver(id, nora.expert.id().toHexString()).then().statusCode(200)
                .body("expertReview.expertName", equalTo("Nora")).body("status", equalTo("processing"));
        N8n.answer("{\"orderId\":\"%s\",\"jobNumber\":1,\"error\":\"Quota\"}".formatted(id)).then().statusCode(200);
        maya.process(id).then().statusCode(409).body("error", containsString("assignée à Nora"));
        nora.process(id).then().statusCode(200);
        assertThat(audit.about("order:" + id)).extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::detail)
                .contains(tuple(alice.expert.actor(), "order.handed_over", "to=" + nora.expert.id()));
    }

    @Test
    void a_delivered_order_an_unpaid_one_and_somebody_who_is_no_expert_are_refused() {
        var delivered = maya.readingToValidate(new Shop(), "Texte");
        maya.approve(delivered).then().statusCode(200);
        alice.request().post("/api/admin/orders/" + delivered + "/release").then().statusCode(409);
        handOver(delivered, nora.expert.id().toHexString()).then().statusCode(409).body("error",
                containsString("livrée"));
        var id = taken();
        accounts.disable(nora.expert.id(), "command");
        for (var nobody : List.of(nora.expert.id().toHexString(), new ObjectId().toHexString(), "x"))
            handOver(id, nobody).then().statusCode(404).body("error", containsString("expert"));
        alice.request().body(Map.of()).post("/api/admin/orders/" + id + "/assign").then().statusCode(404);
        alice.request().post("/api/admin/orders/x/release").then().statusCode(404);
        var shop = new Shop();
        handOver(shop.status(shop.order("mystique")).path("_id"), maya.expert.id().toHexString()).then()
                .statusCode(409).body("error", containsString("pas payée"));
        assertThat(work(id).assignment().expertName()).isEqualTo("Maya");
    }

    @Test
    @Tag("GO-2")
    void only_an_admin_moves_orders() {
        var id = taken();
        for (var verb : List.of("release", "assign")) {
            nora.request().body(Map.of("expertId", nora.expert.id().toHexString()))
                    .post("/api/admin/orders/" + id + "/" + verb).then().statusCode(403);
            nora.stranger().post("/api/admin/orders/" + id + "/" + verb).then().statusCode(401);
        }
        assertThat(work(id).assignment().expertName()).isEqualTo("Maya");
    }

    private String taken() {
        var id = new Shop().paidOrder();
        maya.assign(id).then().statusCode(200);
        return id;
    }

    /** As a request of hers that was under way. */
    private void holdAgain(String id) {
        orders.mongoCollection().updateOne(eq(new ObjectId(id)), set("fulfilment.assignment",
                new com.oraclelumira.api.orders.Assignment(maya.expert.id().toHexString(), "Maya",
                        java.time.Instant.EPOCH)));
    }

    private Response disableMaya() {
        return alice.request().post("/api/admin/experts/" + maya.expert.id() + "/disable");
    }

    private Response handOver(String id, String expertId) {
        return alice.request().body(Map.of("expertId", expertId)).post("/api/admin/orders/" + id + "/assign");
    }

    private Fulfilment work(String id) {
        return orders.byId(new ObjectId(id)).orElseThrow().fulfilment();
    }
}
