package com.oraclelumira.api.contract;

import java.util.Map;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.http.ProblemType;
import com.oraclelumira.api.orders.FulfilmentStatus;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.testing.Camera;
import com.oraclelumira.api.testing.ExpertTokens;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.oraclelumira.api.http.ProblemType.FORBIDDEN;
import static com.oraclelumira.api.http.ProblemType.ORDER_NOT_FOUND;
import static com.oraclelumira.api.http.ProblemType.VALIDATION_ERROR;

/** M12, M13, M15, M16 and E17: photos and the form on their way in, readings on their way out. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class FilesContractTest {
    private static final String NO_PHOTO = "Ce fichier n'est pas une photo que nous pouvons lire : envoyez une image "
            + "(JPEG, PNG, WebP, GIF, HEIC, HEIF).";
    private static final String READING = "6b02c0a03fe62bdfac62dd0d-v2.pdf";

    @Inject
    Orders orders;

    private final Shop shop = new Shop();

    @Test
    void a_photo_may_be_sent() {
        Recording.of("57-presign").replay(shop.request()).isTheSame();
    }

    @Test
    void another_kind_of_photo() {
        var v1 = Recording.of("58-presign-bad");
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, VALIDATION_ERROR,
                "Type de photo inconnu : face_photo ou palm_photo est attendu."));
    }

    @Test
    @Tag("SEC-7")
    @Tag("defect-6")
    void a_page_instead_of_a_photo() {
        var v1 = Recording.of("59-presign-html");
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, VALIDATION_ERROR, NO_PHOTO)
                .instead("status", 400, "v1 signed for anything (defect 6)")
                .without("v1 signed for anything (defect 6)",
                        "body.key", "body.uploadUrl", "body.publicUrl", "body.contentType", "body.expiresIn"));
    }

    @Test
    void a_photo_shown() {
        var key = Camera.sent(shop, "face_photo");
        var recorded = "uploads/2026/11/1795342496857-6mycygww-face_photo.jpg";
        Recording.of("60-presign-get").with(recorded, key).with(recorded.replace("/", "%2F"), key.replace("/", "%2F"))
                .with("qa-uploads", ShopResource.UPLOADS_BUCKET).replay(shop.request()).isTheSame();
    }

    @Test
    void the_form() {
        var v1 = Recording.of("61-client-submit").with("pi_3Fake0000000000000003", shop.buy("mystique"))
                .with("uploads/2026/11/a-face_photo.jpg", Camera.sent(shop, "face_photo"))
                .with("uploads/2026/11/b-palm_photo.jpg", Camera.sent(shop, "palm_photo"));
        v1.replay(shop.request()).differsOnlyBy(Allowances.NONE
                .without("the page reads the status alone, so nothing of the order is told but what its handle shows",
                        "body.order.formData", "body.order.clientInputs", "body.order.expertReview",
                        "body.order.expertValidation", "body.order.userId", "body.order.userEmail",
                        "body.order.userName", "body.order.paidAt", "body.order.revisionCount", "body.order.files")
                .without("not read: an order's customer is its buyer (defect 8)", "body.normalizedFormData.email")
                .without("neither page sends any", "body.normalizedFormData.preferences")
                .instead("body.normalizedFormData.dateOfBirth", "1990-05-15", "a day, not an instant")
                .instead("body.normalizedFormData.specificQuestion", "Q ?",
                        "v1 put the objective in its place (defect 37)")
                .with("body.normalizedFormData.objective", "Paix", "v1 put it in the question's place (defect 37)")
                .with("body.normalizedFormData.birthTime", "14:30", "v1 lost it (defect 37)")
                .with("body.normalizedFormData.birthPlace", "Paris", "v1 lost it (defect 37)"));
    }

    @Test
    void the_form_of_an_unknown_order() {
        var v1 = Recording.of("62-client-submit-unknown");
        v1.replay(shop.request())
                .differsOnlyBy(Allowances.refusal(v1, ORDER_NOT_FOUND, "Cette commande est introuvable."));
    }

    @Test
    void a_reading_of_her_own() {
        Recording.of("103-sanct-presign").with("<jwt>", customerOfTheReading())
                .with("oracle-lumira-lectures", ShopResource.LECTURES_BUCKET).replay(shop.request()).isTheSame();
    }

    @Test
    @Tag("SEC-7")
    void a_reading_of_somebody_else() {
        var v1 = Recording.of("104-sanct-presign-denied").with("<jwt>", customerOfTheReading())
                .with("oracle-lumira-lectures", ShopResource.LECTURES_BUCKET);
        v1.replay(shop.request()).differsOnlyBy(
                problem(v1, FORBIDDEN, "Vous n'avez pas accès à ce fichier."));
    }

    @Test
    void a_drawing_instead_of_an_address() {
        var v1 = Recording.of("105-sanct-presign-svg").with("<jwt>", customerOfTheReading());
        v1.replay(shop.request()).differsOnlyBy(
                problem(v1, VALIDATION_ERROR, "Cette adresse n'est pas celle d'un fichier."));
    }

    @Test
    void a_reading_for_an_expert() {
        Recording.of("93-expert-presign-lectures").with("<jwt>", ExpertTokens.active())
                .with("oracle-lumira-lectures", ShopResource.LECTURES_BUCKET).replay(shop.request())
                .differsOnlyBy(Allowances.NONE
                        .instead("status", 200, "v1's experts could not look at a reading (defect 45)")
                        .without("v1's experts could not look at a reading (defect 45)", "body.error")
                        .with("body.signedUrl", FreeValue.SIGNED_URL, "as M12 answers")
                        .with("body.expiresIn", 900, "as M12 answers"));
    }

    /** {@code instance} is the path without the query. */
    private static Allowances problem(Recording v1, ProblemType type, String sentence) {
        var withoutQuery = new Recording(
                Recording.JSON.<JsonNode>valueToTree(Map.of("path",
                        v1.path().substring(0, v1.path().indexOf('?')))),
                v1.response());
        return Allowances.refusal(withoutQuery, type, sentence);
    }

    private String customerOfTheReading() {
        var handle = shop.buy("mystique");
        var pdf = "https://" + ShopResource.LECTURES_BUCKET + ".s3.eu-west-3.amazonaws.com/lectures/" + READING;
        orders.mongoCollection().updateOne(eq("paymentIntentId", handle),
                combine(set("fulfilment.status", FulfilmentStatus.DELIVERED.name()),
                        set("fulfilment.reading", new Reading(null, "…", null, pdf, null, null, null, null))));
        return shop.signIn().then().statusCode(200).extract().path("token");
    }
}
