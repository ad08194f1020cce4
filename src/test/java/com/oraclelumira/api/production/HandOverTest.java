package com.oraclelumira.api.production;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Effect;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Order;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Photo;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.Detour;
import com.oraclelumira.api.testing.N8n;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.tracing.Untraced;
import com.oraclelumira.sandbox.n8n.Behaviour;
import com.oraclelumira.sandbox.n8n.Behaviour.Kind;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class HandOverTest {
    @Inject
    Orders orders;

    @Inject
    ProductionEffects effects;

    @Inject
    SilentJobs silent;

    @Inject
    N8nConfig config;

    @Inject
    FileLinks links;

    @Inject
    ObjectMapper json;

    @Inject
    MeterRegistry metrics;

    @Inject
    SettableClock clock;

    private final Desk maya = Desk.expert();
    private final Shop shop = new Shop();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void defect_37_n8n_gets_the_question_birth_time_place_and_photos_that_it_can_open() {
        var id = shop.paidOrder();
        orders.mongoCollection().updateOne(eq(new ObjectId(id)), set("intake", new Intake("Paul", "Payant", null,
                "1990-05-15", "07:30", "Lyon", "Ma question", "La paix", null, java.util.List.of(new Photo("face_photo",
                        "uploads/2026/11/a-face_photo.jpg", "image/jpeg", 1234, "moi.jpg", clock.instant())),
                clock.instant(), null)));
        maya.process(id).then().statusCode(200);
        Shop.await().until(() -> !ShopResource.n8n().jobs(id).isEmpty());
        var job = ShopResource.n8n().jobs(id).getFirst();
        assertThat(job.headers()).containsEntry("user-agent", "Oracle-Lumira-Expert-Desk/1.0")
                .containsEntry("authorization", "Bearer " + ShopResource.N8N_TOKEN)
                .containsEntry("content-type", "application/json").containsEntry("idempotency-key", id + ":1");
        var body = job.body();
        assertThat(body.path("jobNumber").asInt()).isEqualTo(1);
        assertThat(body.path("formData").path("specificQuestion").asText()).isEqualTo("Ma question");
        assertThat(body.path("clientInputs").path("birthTime").asText()).isEqualTo("07:30");
        assertThat(body.path("clientInputs").path("birthPlace").asText()).isEqualTo("Lyon");
        assertThat(body.path("clientInputs").path("lifeQuestion").asText()).isEqualTo("La paix");
        assertThat(body.path("client").path("dateOfBirth").asText()).isEqualTo("1990-05-15T00:00:00.000Z");
        assertThat(body.path("expertPrompt").asText()).isEqualTo(Desk.PROMPT);
        assertThat(body.path("expertInstructions").asText()).isEmpty();
        assertThat(body.path("expert").path("email").asText()).isEqualTo(maya.expert.email());
        assertThat(body.path("files").get(0).path("key").asText()).isEqualTo("uploads/2026/11/a-face_photo.jpg");
        assertThat(body.path("files").get(0).path("url").asText()).contains("X-Amz-Signature=", "X-Amz-Expires=7200");
        assertThat(body.has("isRevision")).isFalse();
    }

    @Test
    void defect_41_an_n8n_that_is_down_costs_neither_the_job_nor_the_payment() {
        var id = shop.paidOrder();
        ShopResource.n8n().treat(id, Behaviour.of(Kind.FAIL));
        maya.process(id).then().statusCode(200);
        Shop.await().until(() -> produce(id).lastError() != null);
        assertThat(order(id).fulfilment().status()).isEqualTo(FulfilmentStatus.IN_PRODUCTION);
        shop.status(order(id).paymentIntentId()).then().statusCode(200)
                .body("status", org.hamcrest.Matchers.equalTo("paid"));
        ShopResource.n8n().treat(id, Behaviour.of(Kind.SILENCE));
        clock.advance(Duration.ofMinutes(2));
        Shop.await().until(() -> order(id).fulfilment().production().handedOverAt() != null);
        assertThat(produce(id).doneAt()).isNotNull();
    }

    @Test
    @Tag("SEC-1")
    void an_n8n_that_sends_us_elsewhere_gets_no_token_and_no_form_there() {
        var id = shop.paidOrder();
        maya.process(id).then().statusCode(200);
        try (var detour = new Detour(307)) {
            var gateway = new N8nGateway(at(detour.base()), links, json, metrics, clock, Untraced.TRACES);
            assertThatThrownBy(() -> gateway.handOver(order(id))).isInstanceOf(N8nUnavailable.class)
                    .hasMessage("n8n answered 307");
            gateway.stop();
            assertThat(detour.asked()).containsExactly("POST");
            assertThat(detour.arrived()).isEmpty();
        }
    }

    private double failuresTold() {
        return metrics.counter("lumira.alerts", "name", "ProductionFailed").count();
    }

    private N8nConfig at(String url) {
        var other = java.lang.reflect.Proxy.newProxyInstance(N8nConfig.class.getClassLoader(),
                new Class<?>[]{N8nConfig.class}, (proxy, method, arguments) -> method.getName().equals("webhookUrl")
                        ? Optional.of(URI.create(url))
                        : method.invoke(config, arguments));
        return (N8nConfig) other;
    }

    @Test
    void an_n8n_that_hangs_delays_no_customer_s_confirmation() {
        var hung = Stream.generate(shop::paidOrder).limit(10).toList();
        hung.forEach(id -> ShopResource.n8n().treat(id, Behaviour.of(Kind.HANG).after(Duration.ofSeconds(3))));
        hung.forEach(id -> maya.process(id).then().statusCode(200));
        var fresh = new Shop().paidOrder();
        Shop.await().until(() -> order(fresh).effect("paid").orElseThrow().doneAt() != null);
        // two at a time: were they in one queue with the payments, nearly all would have been called before
        assertThat(hung.stream().filter(id -> !ShopResource.n8n().jobs(id).isEmpty())).hasSizeLessThan(8);
        hung.forEach(id -> ShopResource.n8n().treat(id, Behaviour.of(Kind.SILENCE)));
        Shop.await().until(
                () -> hung.stream().allMatch(id -> order(id).fulfilment().production().handedOverAt() != null));
    }

    @Test
    void after_an_hour_of_attempts_the_job_goes_back_to_the_desk_with_its_reason() {
        var id = shop.paidOrder();
        ShopResource.n8n().treat(id, Behaviour.of(Kind.CUT));
        maya.process(id).then().statusCode(200);
        Shop.await().until(() -> produce(id).lastError() != null);
        var before = failuresTold();
        clock.advance(Duration.ofMinutes(61));
        Shop.await().until(() -> order(id).fulfilment().status() == FulfilmentStatus.PRODUCTION_FAILED);
        Shop.await().until(() -> failuresTold() > before);
        assertThat(order(id).fulfilment().production().failure()).contains("joint");
        assertThat(order(id).payment().status().workable()).isTrue();
        Shop.await().until(() -> produce(id).doneAt() != null);
        int tried = ShopResource.n8n().jobs(id).size();
        ShopResource.n8n().treat(id, Behaviour.of(Kind.SILENCE));
        maya.process(id).then().statusCode(200);
        Shop.await().until(() -> ShopResource.n8n().jobs(id).size() > tried);
        assertThat(ShopResource.n8n().jobs(id).getLast().number()).isEqualTo(2);
    }

    @Test
    void a_job_that_n8n_took_and_never_answered_goes_back_after_two_hours_and_a_late_answer_is_welcome() {
        var id = shop.paidOrder();
        maya.process(id).then().statusCode(200);
        Shop.await().until(() -> order(id).fulfilment().production().handedOverAt() != null);
        clock.advance(Duration.ofMinutes(119));
        silent.giveBack();
        assertThat(order(id).fulfilment().status()).isEqualTo(FulfilmentStatus.IN_PRODUCTION);
        var before = failuresTold();
        clock.advance(Duration.ofMinutes(2));
        silent.giveBack();
        silent.giveBack();
        assertThat(order(id).fulfilment().status()).isEqualTo(FulfilmentStatus.PRODUCTION_FAILED);
        assertThat(failuresTold()).isGreaterThan(before);
        assertThat(order(id).fulfilment().production().failure()).contains("répondu");
        N8n.answer(N8n.reading(id, 1, "Enfin")).then().statusCode(200);
        assertThat(order(id).fulfilment().status()).isEqualTo(FulfilmentStatus.AWAITING_VALIDATION);
        assertThat(order(id).fulfilment().production().failure()).isNull();
    }

    @Test
    @Tag("PAY-4")
    void a_job_whose_payment_was_given_back_is_not_handed_over() {
        var intent = shop.buy("mystique");
        var id = shop.status(intent).<String>path("_id");
        ShopResource.n8n().treat(id, Behaviour.of(Kind.FAIL));
        maya.process(id).then().statusCode(200);
        Shop.await().until(() -> produce(id).lastError() != null);
        ShopResource.stripe().bank().refund(intent, 4700);
        shop.awaitStatus(intent, "refunded");
        int tried = ShopResource.n8n().jobs(id).size();
        effects.meet(order(id), produce(id));
        assertThat(order(id).fulfilment().status()).isEqualTo(FulfilmentStatus.PRODUCTION_FAILED);
        assertThat(ShopResource.n8n().jobs(id)).hasSize(tried);
    }

    @Test
    void an_obligation_that_was_met_before_a_crash_is_not_met_again() {
        var id = shop.paidOrder();
        maya.process(id).then().statusCode(200);
        Shop.await().until(() -> order(id).fulfilment().production().handedOverAt() != null);
        effects.meet(order(id), produce(id));
        assertThat(ShopResource.n8n().jobs(id)).hasSize(1);
    }

    @Test
    void n8ns_own_answer_comes_back_by_the_callback() {
        ShopResource.n8n().answerTo("http://127.0.0.1:" + io.restassured.RestAssured.port + N8n.CALLBACK);
        var id = shop.paidOrder();
        ShopResource.n8n().treat(id, Behaviour.of(Kind.READING));
        maya.process(id).then().statusCode(200);
        Shop.await().until(() -> order(id).fulfilment().status() == FulfilmentStatus.AWAITING_VALIDATION);
        assertThat(order(id).fulfilment().reading().reading()).contains("Paul");
        var failing = new Shop().paidOrder();
        ShopResource.n8n().treat(failing, Behaviour.of(Kind.ERROR).after(Duration.ofMillis(20)));
        maya.process(failing).then().statusCode(200);
        Shop.await().until(() -> order(failing).fulfilment().status() == FulfilmentStatus.PRODUCTION_FAILED);
    }

    private Order order(String id) {
        return orders.byId(new ObjectId(id)).orElseThrow();
    }

    private Effect produce(String id) {
        return order(id).effect("produce:1").orElseThrow();
    }
}
