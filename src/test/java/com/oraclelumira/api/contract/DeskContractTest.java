package com.oraclelumira.api.contract;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
import static com.oraclelumira.api.http.ProblemType.CONFLICT;
import static com.oraclelumira.api.http.ProblemType.ORDER_NOT_FOUND;
import static com.oraclelumira.api.http.ProblemType.UNAUTHENTICATED;
import static com.oraclelumira.api.http.ProblemType.VALIDATION_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

/** E4-E7, E12-E15 and n8n's callback, against what v1 answered. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class DeskContractTest {
    private static final String V1_ORDER = "6b02c0a03fe62bdfac62dd0d";
    private static final String V1_EXPERT = "6b02c0a13fe62bdfac62dd4a";
    private static final String UNREAD = "the desk does not read it, so the customer's account stays out of its answers";
    private static final String OMITTED = "absent values are omitted";
    private static final String STATED = "a refusal says what state the order is in";
    private static final String VERSIONED = "a verdict is about the reading that was shown; a page may ignore it";
    private static final String LATER = "n8n is told right after the answer, so that its silence does not become the desk's (defect 41)";

    @Inject
    Orders orders;

    @Inject
    SettableClock clock;

    private final Desk maya = Desk.expert();
    private final Shop shop = new Shop();

    @Test
    void the_queue_shows_an_order_as_v1_did() {
        var id = anOrder();
        var ours = maya.request().get("/api/expert/orders/pending");
        var v1 = recorded("76-expert-pending", id).response().path("body");
        Comparison.of(v1.path("orders").get(0), order(ours, "orders", id)).differsOnlyBy(asListed(""));
        assertThat(fields(ours, "pagination")).containsExactlyInAnyOrderElementsOf(names(v1.path("pagination")));
    }

    @Test
    void the_numbers_have_v1s_names() {
        var ours = maya.request().get("/api/expert/stats");
        assertThat(fields(ours, "$")).containsExactlyInAnyOrderElementsOf(
                names(Recording.of("75-expert-stats").response().path("body")));
        assertThat(ours.jsonPath().getMap("$").values()).allMatch(Integer.class::isInstance);
    }

    @Test
    void an_order_by_itself() {
        var id = anOrder();
        replay(recorded("78-expert-order", id)).differsOnlyBy(asListed("body."));
    }

    @Test
    void taking_an_order() {
        var id = anOrder();
        replay(recorded("79-expert-assign", id).with(V1_EXPERT, maya.expert.id().toHexString()))
                .differsOnlyBy(asListed("body.order.").without("no page reads it", "body.order.expertReview.notes"));
    }

    @Test
    void too_short_a_prompt() {
        var v1 = recorded("80-expert-process-bad", anOrder());
        replay(v1).differsOnlyBy(Allowances.refusal(v1, VALIDATION_ERROR,
                "Le prompt de l'expert doit avoir au moins 10 caractères."));
    }

    @Test
    void processing_an_order() {
        var id = anOrder();
        replay(recorded("81-expert-process", id))
                .differsOnlyBy(Allowances.NONE.ofAnotherType("body.n8nStatus", "queued", LATER)
                        .instead("body.attempts", 0, LATER));
        var again = recorded("83-expert-process-again", id);
        replay(again).differsOnlyBy(
                refusedIn(again, "Cette commande a déjà été traitée", "processing", "pending"));
    }

    @Test
    void defect_38_processing_without_instructions() {
        var ours = Recording.of("82-expert-process-empty-instr").with(V1_ORDER, anOrder());
        replay(ours).differsOnlyBy(Allowances.NONE.instead("status", 200, "the desk sends them empty by itself")
                .without("no refusal", "body.error").with("body.success", true, "as with instructions")
                .with("body.message", "Commande envoyee avec succes a l'assistant IA", "as with instructions")
                .with("body.orderId", FreeValue.OBJECT_ID, "as with instructions")
                .with("body.orderNumber", FreeValue.ORDER_NUMBER, "as with instructions")
                .with("body.n8nStatus", "queued", LATER).with("body.attempts", 0, LATER));
    }

    @Test
    @Tag("GO-2")
    void an_answer_of_n8n_without_signature_or_with_a_wrong_one() {
        var unsigned = Recording.of("84-n8n-nosig").sending("{}");
        unsigned.replay(shop.request())
                .differsOnlyBy(Allowances.refusal(unsigned, UNAUTHENTICATED, "Signature manquante"));
        var wrong = Recording.of("85-n8n-badsig").sending("{}");
        wrong.replay(shop.request().header("X-Timestamp", N8n.now()).header("X-Nonce", "x"))
                .differsOnlyBy(Allowances.refusal(wrong, UNAUTHENTICATED, "Signature invalide"));
    }

    @Test
    void an_answer_of_n8n_its_replay_and_an_old_one() {
        var id = inProduction();
        var body = N8n.reading(id, "Texte");
        var ts = N8n.now();
        var nonce = UUID.randomUUID().toString();
        Comparison.of(recorded("88-n8n-nonce", id), N8n.answer(body, ts, nonce)).isTheSame();
        var repeated = "n8n repeats what it got no answer to; it was applied, and is not applied again";
        Comparison.of(Recording.of("89-n8n-nonce-replay"), N8n.answer(body, ts, nonce)).differsOnlyBy(Allowances.NONE
                .instead("status", 200, repeated).without("no refusal", "body.error")
                .with("body.success", true, repeated).with("body.orderId", FreeValue.OBJECT_ID, repeated)
                .with("body.status", "awaiting_validation", repeated).with("body.needsValidation", true, repeated)
                .with("body.duplicate", true, repeated));
        var replay = Recording.of("89-n8n-nonce-replay");
        Comparison.of(replay, N8n.answer(N8n.reading(id, "Faux"), ts, nonce)).differsOnlyBy(Allowances.refusal(replay,
                CONFLICT, "Cette réponse diffère de celle qui est venue avec le même X-Nonce."));
        var stale = Recording.of("90-n8n-stale");
        Comparison.of(stale, N8n.answer(body, "1000", nonce)).differsOnlyBy(
                Allowances.refusal(stale, VALIDATION_ERROR, "Réponse périmée : comparez les horloges."));
        var unknown = Recording.of("91-n8n-unknown-order");
        Comparison.of(unknown, N8n.answer(N8n.reading(new ObjectId().toHexString(), "x")))
                .differsOnlyBy(Allowances.refusal(unknown, ORDER_NOT_FOUND, "Commande introuvable"));
    }

    @Test
    @Tag("GO-2")
    void defect_19_v1s_weaker_signatures_are_refused() {
        var id = inProduction();
        var sentence = "Les en-têtes X-Timestamp et X-Nonce sont requis.";
        for (var name : List.of("86-n8n-ok-orderkey-sig", "87-n8n-body-sig-replay")) {
            var v1 = recorded(name, id);
            var body = N8n.reading(id, "Texte");
            Comparison.of(v1, N8n.signed(body, N8n.mac(body)).post(N8n.CALLBACK)).differsOnlyBy(Allowances
                    .refusal(v1, VALIDATION_ERROR, sentence)
                    .and(Allowances.NONE.instead("status", 400,
                            "such a signature could be replayed for ever; N8N_CALLBACK_ACCEPT_V1 allows it for a migration")
                            .without("no success", "body.success", "body.orderId", "body.needsValidation")
                            .ofAnotherType("body.status", 400, "a problem's own member")));
        }
    }

    @Test
    void a_reading_from_the_queue_to_the_history() {
        var id = inProduction();
        var pdf = "https://oracle-lumira-lectures.s3.eu-west-3.amazonaws.com/lectures/" + id + ".pdf";
        N8n.answer("{\"orderId\":\"%s\",\"pdfUrl\":\"%s\"}".formatted(id, pdf)).then().statusCode(200);
        Comparison.of(recorded("92-expert-valqueue", id).response().path("body").path("orders").get(0),
                order(maya.request().get("/api/expert/orders/validation-queue"), "orders", id))
                .differsOnlyBy(afterProduction("").with("readingVersion", "1.1", VERSIONED).without(OMITTED,
                        "generatedContent.reading",
                        "generatedContent.audioUrl").without("it waits, that is all",
                                "expertValidation.validationNotes"));
        var bad = recorded("94-expert-validate-bad", id);
        replay(bad).differsOnlyBy(Allowances.refusal(bad, VALIDATION_ERROR, "Paramètres invalides"));
        replay(recorded("95-expert-reject", id))
                .differsOnlyBy(Allowances.NONE.ofAnotherType("body.n8nStatus", "queued", LATER));
        Comparison.of(recorded("96-n8n-revision", id), N8n.answer("""
            {"orderId":"%s","jobNumber":2,"generatedContent":{"reading":"Texte",
             "audioUrl":"https://qa-uploads.s3.eu-west-3.amazonaws.com/uploads/a.mp3","pdfUrl":"%s"}}"""
                .formatted(id, pdf.replace(".pdf", "-v2.pdf")))).isTheSame();
        replay(recorded("97-expert-approve", id)).isTheSame();
        var again = recorded("98-expert-approve-again", id);
        replay(again).differsOnlyBy(
                Allowances.refusal(again, VALIDATION_ERROR, "Cette commande n'est pas en attente de validation"));
        var history = maya.request().get("/api/expert/orders/validated-history");
        Comparison.of(recorded("99-expert-history", id).with(V1_EXPERT, maya.expert.id().toHexString()).response()
                .path("body").path("orders").get(0), order(history, "orders", id))
                .differsOnlyBy(afterProduction("").with("readingVersion", "2.1", VERSIONED)
                        .instead("revisionCount", 1, "counted once for one rejection; v1 counted the answer, too")
                        .without("it belongs to the reading that was refused", "expertValidation.rejectionReason"));
        var late = recorded("106-n8n-late-after-completed", id);
        Comparison.of(late, N8n.answer(N8n.reading(id, "LATE"))).differsOnlyBy(Allowances
                .refusal(late, CONFLICT, "Cette lecture est déjà livrée : un expert doit d'abord la relancer.")
                .and(Allowances.NONE.instead("status", 409, "it took the reading from the customer (defect 40)")
                        .without("no success", "body.success", "body.orderId", "body.needsValidation")
                        .ofAnotherType("body.status", 409, "a problem's own member")));
    }

    @Test
    void defect_41_a_failed_generation() {
        var id = inProduction();
        Comparison.of(recorded("108-n8n-error", id),
                N8n.answer("{\"orderId\":\"%s\",\"error\":\"Le modèle est en panne\"}".formatted(id))).isTheSame();
        replay(recorded("109-expert-order-after-error", id))
                .differsOnlyBy(afterProduction("body.")
                        .instead("body.status", "paid", "it can be processed again")
                        .with("body.productionError", "Le modèle est en panne", "the reason is kept")
                        .without("nothing came", "body.generatedContent", "body.deliveredAt",
                                "body.expertValidation.validationNotes")
                        .instead("body.revisionCount", 0, "this order has no history"));
        var regenerate = recorded("115-expert-regenerate-bad", id);
        replay(regenerate).differsOnlyBy(
                refusedIn(regenerate, "Seules les lectures validées peuvent être relancées", "paid", "pending"));
    }

    /** v1's whole customer, with the question that its form lost put back. */
    private String anOrder() {
        var id = shop.paidOrder();
        var now = clock.instant();
        orders.mongoCollection().updateOne(eq(new ObjectId(id)),
                set("intake", new Intake("Paul", "Payant Dupont", "0612345678", "1990-05-15", null, null, "Paix",
                        "Paix", null, List.of(photo("face_photo", "a", now), photo("palm_photo", "b", now)), now,
                        null)));
        return id;
    }

    private static Photo photo(String type, String name, java.time.Instant now) {
        return new Photo(type, "uploads/2026/11/" + name + "-" + type + ".jpg", "image/jpeg", 1234, null, now);
    }

    private String inProduction() {
        var id = anOrder();
        maya.request().body(
                Map.of("orderId", id, "expertPrompt", "Un prompt suffisamment long", "expertInstructions", "doux"))
                .post("/api/expert/process-order").then().statusCode(200);
        return id;
    }

    private Recording recorded(String name, String id) {
        var recording = Recording.of(name).with(V1_ORDER, id);
        return recording.toString().contains("paid@example.com")
                ? recording.with("paid@example.com", shop.email)
                : recording;
    }

    private Comparison replay(Recording recording) {
        return recording.with("<jwt>", maya.token).replay(maya.stranger());
    }

    private static Allowances asListed(String at) {
        var allowed = Allowances.NONE.without(UNREAD, at + "userId", at + "userEmail", at + "userName")
                .with(at + "formData.objective", "Paix", "the question stays the question (defect 37)");
        for (int n = 0; n < 2; n++) {
            var file = at + "files[" + n + "].";
            allowed = allowed.without("a photo is known by its key", file + "_id", file + "id")
                    .instead(file + "contentType", "image/jpeg", "the stored object's own")
                    .instead(file + "size", 1234, "the stored object's own")
                    .instead(file + "url", Pattern.compile("http.*X-Amz-Signature=.*"),
                            "signed: the bucket is private (defect 5)");
        }
        return allowed;
    }

    private static Allowances afterProduction(String at) {
        return asListed(at).without("no page reads it", at + "expertReview.notes", at + "expertReview.reviewedAt")
                .with(at + "expertReview.expertName", "Maya", "who processes an order has taken it")
                .with(at + "expertReview.assignedAt", FreeValue.INSTANT, "who processes an order has taken it")
                .instead(at + "expertReview.status", "pending", "no page reads it")
                .and(at.isEmpty() ? blanks(at) : Allowances.NONE);
    }

    private static Allowances blanks(String at) {
        var content = at + "generatedContent.";
        return Allowances.NONE.without(OMITTED, content + "archetype", content + "mandalaSvg", content + "ritual",
                content + "blockagesAnalysis", content + "soulProfile");
    }

    private static Allowances refusedIn(Recording v1, String sentence, String status, String validation) {
        return Allowances.refusal(v1, VALIDATION_ERROR, sentence).with("body.currentStatus", status, STATED)
                .with("body.validationStatus", validation, STATED);
    }

    private static JsonNode order(Response answer, String list, String id) {
        try {
            for (var order : Recording.JSON.readTree(answer.asString()).path(list))
                if (order.path("_id").asText().equals(id))
                    return order;
            throw new AssertionError("the order is not listed");
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> fields(Response answer, String path) {
        return List.copyOf(answer.jsonPath().<String, Object>getMap(path).keySet());
    }

    private static List<String> names(JsonNode tree) {
        return tree.properties().stream().map(Map.Entry::getKey).toList();
    }
}
