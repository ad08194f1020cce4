package com.oraclelumira.api.production;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Fulfilment;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.N8n;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** The callback of contract §3.6. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("GO-2")
class CallbackTest {
    @Inject
    Orders orders;

    @Inject
    CallbackNonces nonces;

    @Inject
    SettableClock clock;

    private final Desk maya = Desk.expert();
    private final Shop shop = new Shop();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void an_answer_waits_for_an_expert() {
        var id = inProduction();
        N8n.answer(N8n.reading(id, "Texte")).then().statusCode(200).body("success", equalTo(true))
                .body("orderId", equalTo(id)).body("status", equalTo("awaiting_validation"))
                .body("needsValidation", equalTo(true));
        assertThat(fulfilment(id).delivered()).isFalse();
    }

    @Test
    void nobody_else_can_answer() {
        var id = inProduction();
        var body = N8n.reading(id, "Faux");
        given().body(body).post(N8n.CALLBACK).then().statusCode(401).body("error", equalTo("Signature manquante"));
        var ts = N8n.now();
        for (var signature : new String[]{"", "x", "sha256=" + "0".repeat(64), "sha256=zz", "é".repeat(3000),
                N8n.mac(ts + ".other." + body), N8n.mac(ts + ".n." + body + " ")})
            N8n.signed(body, signature.replace("é", "e")).header("X-Timestamp", ts).header("X-Nonce", "n")
                    .post(N8n.CALLBACK).then().statusCode(401).body("error", equalTo("Signature invalide"));
        assertThat(fulfilment(id).reading()).isNull();
    }

    @Test
    void defect_19_a_signature_without_time_and_nonce_opens_nothing() {
        var id = inProduction();
        var number = orders.byId(new ObjectId(id)).orElseThrow().orderNumber();
        var body = "{\"orderId\":\"%s\",\"orderNumber\":\"%s\",\"pdfUrl\":\"lectures/a.pdf\"}".formatted(id, number);
        for (var mac : new String[]{N8n.mac(body), N8n.mac(id + ":" + number)})
            N8n.signed(body, mac).post(N8n.CALLBACK).then().statusCode(400);
        var ts = N8n.now();
        for (var mac : new String[]{N8n.mac(body), N8n.mac(id + ":" + number),
                N8n.mac(ts + ".n." + id + ":" + number)})
            N8n.signed(body, mac).header("X-Timestamp", ts).header("X-Nonce", "n").post(N8n.CALLBACK).then()
                    .statusCode(401);
        assertThat(fulfilment(id).status()).isEqualTo(FulfilmentStatus.IN_PRODUCTION);
    }

    @Test
    void hexadecimal_base64_and_the_older_header_names_are_understood() {
        var id = inProduction();
        var ts = N8n.now();
        var body = N8n.reading(id, "Texte");
        var bytes = HexFormat.of().parseHex(N8n.mac(ts + ".b64" + id + "." + body));
        N8n.signed(body, Base64.getEncoder().encodeToString(bytes)).header("X-N8N-Timestamp", ts)
                .header("X-N8N-Nonce", "b64" + id).post(N8n.CALLBACK).then().statusCode(200);
    }

    @Test
    void defect_24_a_replay_changes_nothing_however_many_instances_there_are() {
        var id = inProduction();
        var ts = N8n.now();
        var nonce = UUID.randomUUID().toString();
        var answers = Parallel.run(6, () -> N8n.answer(N8n.reading(id, 1, "Texte"), ts, nonce));
        assertThat(answers.stream().map(Response::statusCode)).containsOnly(200);
        assertThat(answers.stream().map(answer -> answer.<Boolean>path("duplicate"))).containsOnlyOnce((Boolean) null);
        maya.reject(id, "Trop court").then().statusCode(200);
        clock.advance(Duration.ofMinutes(4));
        N8n.answer(N8n.reading(id, 1, "Texte"), ts, nonce).then().statusCode(200).body("duplicate", equalTo(true))
                .body("status", equalTo("processing")).body("needsValidation", equalTo(false));
        assertThat(fulfilment(id).status()).isEqualTo(FulfilmentStatus.IN_PRODUCTION);
        clock.advance(Duration.ofMinutes(2));
        N8n.answer(N8n.reading(id, 1, "Texte"), ts, nonce).then().statusCode(400);
    }

    @Test
    void a_nonce_belongs_to_one_body() {
        var id = inProduction();
        var ts = N8n.now();
        var nonce = UUID.randomUUID().toString();
        N8n.answer(N8n.reading(id, "Texte"), ts, nonce).then().statusCode(200).body("duplicate", equalTo(null));
        N8n.answer(N8n.reading(id, "Un autre"), ts, nonce).then().statusCode(409).body("error",
                containsString("X-Nonce"));
        assertThat(fulfilment(id).reading().reading()).isEqualTo("Texte");
    }

    @Test
    void an_answer_that_a_crash_left_between_its_nonce_and_its_order_is_applied_by_its_repetition() {
        var id = inProduction();
        var ts = N8n.now();
        var body = N8n.reading(id, "Texte");
        nonces.take("crash" + id, body.getBytes(StandardCharsets.UTF_8));
        N8n.answer(body, ts, "crash" + id).then().statusCode(200).body("status", equalTo("awaiting_validation"));
        N8n.answer(body, ts, "crash" + id).then().statusCode(200).body("duplicate", equalTo(true));
    }

    @Test
    void a_refused_answer_is_refused_again_for_its_own_reason_until_it_can_be_taken() {
        var id = shop.paidOrder();
        var ts = N8n.now();
        for (int twice = 0; twice < 2; twice++)
            N8n.answer(N8n.reading(id, "Texte"), ts, "early" + id).then().statusCode(409).body("error",
                    containsString("Aucune lecture"));
        maya.process(id).then().statusCode(200);
        N8n.answer(N8n.reading(id, "Texte"), ts, "early" + id).then().statusCode(200);
    }

    @Test
    void a_stale_or_malformed_time_is_refused() {
        var id = inProduction();
        for (var ts : new String[]{"1000", "x", "-5", "99999999999999999999"})
            N8n.answer(N8n.reading(id, "Texte"), ts, UUID.randomUUID().toString()).then().statusCode(400);
        N8n.answer(N8n.reading(id, "Texte"), N8n.now(), "n".repeat(300)).then().statusCode(400);
        assertThat(fulfilment(id).status()).isEqualTo(FulfilmentStatus.IN_PRODUCTION);
    }

    @Test
    void a_body_that_makes_no_sense_is_400_never_500() {
        var id = inProduction();
        for (var body : new String[]{"", "[]", "null", "{", "{}", "{\"orderId\":\"x\",\"pdfUrl\":\"lectures/a.pdf\"}",
                "{\"orderId\":{\"$ne\":1},\"generatedContent\":\"x\"}", "{\"orderId\":\"" + id + "\"}",
                "{\"orderId\":\"" + id + "\",\"success\":true,\"generatedContent\":{\"reading\":\" \"}}",
                "{\"orderId\":\"" + id + "\",\"jobNumber\":\"one\",\"generatedContent\":\"x\"}",
                "{\"orderId\":\"" + id + "\",\"orderNumber\":\"LU0\",\"generatedContent\":\"x\"}",
                "{\"orderId\":\"" + id + "\",\"pdfUrl\":\"javascript:alert(1)\"}",
                "{\"orderId\":\"" + id + "\",\"pdfUrl\":\"file:///etc/passwd\"}",
                "{\"orderId\":\"" + id + "\",\"generatedContent\":{\"mandalaSvg\":\"" + "x".repeat(200_001) + "\"}}"})
            N8n.answer(body).then().statusCode(400);
        N8n.answer(N8n.reading(new ObjectId().toHexString(), "x")).then().statusCode(404).body("error",
                equalTo("Commande introuvable"));
        assertThat(fulfilment(id).reading()).isNull();
    }

    @Test
    void every_form_of_an_answer_is_understood() {
        var forms = new String[]{"\"generatedContent\":{\"text\":\"Texte\"}", "\"generatedContent\":\"Texte\"",
                "\"generatedContent\":{\"reading\":\"Texte\"},\"files\":[{\"type\":\"pdf\",\"url\":\"lectures/a.pdf\"},{\"type\":\"audio\",\"url\":\"https://cdn.example.com/a.mp3\"}]",
                "\"pdfUrl\":\"https://bucket.s3.eu-west-3.amazonaws.com/lectures/b.pdf\",\"status\":\"awaiting_validation\""};
        for (var form : forms) {
            var id = new Shop().paidOrder();
            maya.process(id).then().statusCode(200);
            N8n.answer("{\"orderId\":\"%s\",%s}".formatted(id, form)).then().statusCode(200);
            assertThat(fulfilment(id).presentable()).as(form).isTrue();
        }
    }

    @Test
    void defect_39_an_answer_is_merged_field_by_field_and_a_blank_never_erases() {
        var id = inProduction();
        answer(id, "\"generatedContent\":{\"reading\":\"Texte\",\"archetype\":\"La Passeuse\"}");
        answer(id, "\"pdfUrl\":\"lectures/%s.pdf\"".formatted(id));
        answer(id, "\"generatedContent\":{\"reading\":\"\",\"audioUrl\":\"uploads/%s.mp3\",\"archetype\":\" \"}"
                .formatted(id));
        var reading = fulfilment(id).reading();
        assertThat(reading.reading()).isEqualTo("Texte");
        assertThat(reading.archetype()).isEqualTo("La Passeuse");
        assertThat(reading.pdfUrl()).isEqualTo("lectures/" + id + ".pdf");
        assertThat(reading.audioUrl()).isEqualTo("uploads/" + id + ".mp3");
    }

    @Test
    void parts_that_arrive_at_once_are_all_kept() {
        var id = inProduction();
        var fields = new String[]{"archetype", "reading", "ritual", "soulProfile", "mandalaSvg", "blockagesAnalysis"};
        var turn = new java.util.concurrent.atomic.AtomicInteger();
        assertThat(
                Parallel.run(fields.length, () -> N8n.answer("{\"orderId\":\"%s\",\"generatedContent\":{\"%s\":\"x\"}}"
                        .formatted(id, fields[turn.getAndIncrement()])).statusCode()))
                .containsOnly(200);
        var reading = fulfilment(id).reading();
        assertThat(new String[]{reading.archetype(), reading.reading(), reading.ritual(), reading.soulProfile(),
                reading.mandalaSvg(), reading.blockagesAnalysis()}).containsOnly("x");
    }

    @Test
    void the_same_content_again_changes_nothing() {
        var id = maya.readingToValidate(shop, "Texte");
        var before = orders.byId(new ObjectId(id)).orElseThrow();
        clock.advance(Duration.ofSeconds(5));
        N8n.answer(N8n.reading(id, "Texte")).then().statusCode(200);
        assertThat(orders.byId(new ObjectId(id)).orElseThrow().updatedAt()).isEqualTo(before.updatedAt());
        maya.approve(id).then().statusCode(200);
        N8n.answer(N8n.reading(id, "Texte")).then().statusCode(200).body("needsValidation", equalTo(false));
        assertThat(fulfilment(id).status()).isEqualTo(FulfilmentStatus.DELIVERED);
    }

    @Test
    void defect_40_a_late_answer_takes_no_delivered_reading_from_the_customer() {
        var id = maya.readingToValidate(shop, "Texte");
        maya.approve(id).then().statusCode(200);
        N8n.answer(N8n.reading(id, "LATE")).then().statusCode(409).body("error", containsString("déjà livrée"));
        N8n.answer("{\"orderId\":\"%s\",\"error\":\"late\"}".formatted(id)).then().statusCode(409);
        assertThat(fulfilment(id).readable().orElseThrow().reading()).isEqualTo("Texte");
        maya.regenerate(id).then().statusCode(200);
        N8n.answer(N8n.reading(id, 1, "LATE")).then().statusCode(409);
        N8n.answer(N8n.reading(id, 2, "Nouveau")).then().statusCode(200);
    }

    @Test
    void a_copy_of_the_rejected_reading_does_not_answer_the_revision() {
        var id = maya.readingToValidate(shop, "Texte");
        maya.reject(id, "Trop court").then().statusCode(200);
        N8n.answer(N8n.reading(id, "Texte")).then().statusCode(200).body("status", equalTo("processing"));
        N8n.answer(N8n.reading(id, 1, "Texte")).then().statusCode(409);
        assertThat(fulfilment(id).status()).isEqualTo(FulfilmentStatus.IN_PRODUCTION);
        N8n.answer(N8n.reading(id, 2, "Texte")).then().statusCode(200).body("status",
                equalTo("awaiting_validation"));
    }

    @Test
    void after_the_first_job_an_answer_names_its_job() {
        var id = maya.readingToValidate(shop, "Texte");
        maya.reject(id, "Trop court").then().statusCode(200);
        for (var late : new String[]{N8n.reading(id, "LATE"),
                "{\"orderId\":\"%s\",\"isRevision\":true,\"pdfUrl\":\"lectures/%s.pdf\"}".formatted(id, id),
                "{\"orderId\":\"%s\",\"error\":\"late\"}".formatted(id)})
            N8n.answer(late).then().statusCode(409).body("error", containsString("jobNumber"));
        assertThat(fulfilment(id).status()).isEqualTo(FulfilmentStatus.IN_PRODUCTION);
        assertThat(fulfilment(id).reading().pdfUrl()).isNull();
        N8n.answer("{\"orderId\":\"%s\",\"jobNumber\":2,\"error\":\"Quota\"}".formatted(id)).then().statusCode(200);
        maya.process(id).then().statusCode(200);
        N8n.answer(N8n.reading(id, "LATE")).then().statusCode(409);
        N8n.answer(N8n.reading(id, 3, "Mieux")).then().statusCode(200);
        assertThat(fulfilment(id).reading().reading()).isEqualTo("Mieux");
    }

    @Test
    void an_answer_that_nobody_asked_for_is_refused() {
        var id = shop.paidOrder();
        N8n.answer(N8n.reading(id, "Texte")).then().statusCode(409).body("error", containsString("Aucune lecture"));
        assertThat(fulfilment(id).status()).isEqualTo(FulfilmentStatus.QUEUED);
    }

    @Test
    @Tag("SEC-8")
    void only_unverified_callers_are_limited() {
        var id = inProduction();
        for (int n = 0; n < 125; n++)
            given().header("X-Forwarded-For", "198.19.0.9").header("X-N8N-Signature", "x").body("{}")
                    .post(N8n.CALLBACK);
        given().header("X-Forwarded-For", "198.19.0.9").header("X-N8N-Signature", "x").body("{}").post(N8n.CALLBACK)
                .then().statusCode(429);
        var ts = N8n.now();
        var body = N8n.reading(id, "Texte");
        N8n.signedFrom("198.19.0.9", body, N8n.mac(ts + ".ok" + id + "." + body)).header("X-Timestamp", ts)
                .header("X-Nonce", "ok" + id).post(N8n.CALLBACK).then().statusCode(200);
    }

    private void answer(String id, String rest) {
        N8n.answer("{\"orderId\":\"%s\",%s}".formatted(id, rest)).then().statusCode(200);
    }

    private String inProduction() {
        var id = shop.paidOrder();
        maya.process(id).then().statusCode(200);
        return id;
    }

    private Fulfilment fulfilment(String id) {
        return orders.byId(new ObjectId(id)).orElseThrow().fulfilment();
    }
}
