package com.oraclelumira.api.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Photo;
import com.oraclelumira.api.testing.Camera;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.uploads.Uploads;
import com.oraclelumira.api.users.Identity;
import com.oraclelumira.api.users.Profile;
import com.oraclelumira.api.users.User;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.equalTo;

/** The onboarding form on its way to the order (contract M16, §3.12; §6 lines 8, 22, 37, 51). */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class IntakeTest {
    private static final Map<String, String> FORM = Map.of("email", "somebody@else.example", "phone", "0612345678",
            "firstName", "Paul", "lastName", "Payant Dupont", "dateOfBirth", "1990-05-15", "birthTime", "14:30",
            "birthPlace", "Paris", "specificQuestion", "Quelle est ma voie ?\nEt ensuite ?", "objective", "Paix");

    @Inject
    Orders orders;
    @Inject
    Users users;
    @Inject
    Uploads uploads;
    @Inject
    SettableClock clock;

    private final Shop shop = new Shop();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void defect_37_the_question_stays_the_question_and_birth_time_and_place_arrive() {
        var handle = shop.buy("mystique");
        submit(handle, FORM, photos()).then().statusCode(200);
        var intake = intake(handle);
        assertThat(intake.specificQuestion()).isEqualTo("Quelle est ma voie ?\nEt ensuite ?");
        assertThat(intake.objective()).isEqualTo("Paix");
        assertThat(intake.dateOfBirth()).isEqualTo("1990-05-15");
        assertThat(intake.birthTime()).isEqualTo("14:30");
        assertThat(intake.birthPlace()).isEqualTo("Paris");
        assertThat(intake.firstName()).isEqualTo("Paul");
    }

    @Test
    void defect_51_the_photos_are_kept_as_they_lie_in_the_bucket() {
        var handle = shop.buy("mystique");
        var face = Camera.sent(shop, "face_photo", 12345);
        var palm = Camera.sent(shop, "palm_photo", 15 * 1024 * 1024);
        submit(handle, FORM, keys(face, palm)).then().statusCode(200);
        assertThat(intake(handle).photos()).extracting(Photo::type, Photo::key, Photo::contentType, Photo::sizeBytes)
                .containsExactly(tuple("face_photo", kept(face), "image/jpeg", 12345L),
                        tuple("palm_photo", kept(palm), "image/jpeg", 15L * 1024 * 1024));
    }

    @Test
    void a_photo_that_the_browser_did_not_recognise_is_kept_as_what_it_is() {
        var handle = shop.buy("mystique");
        var presigned = Camera.presign(shop, "face_photo", "application/octet-stream", "IMG.HEIC");
        Camera.put(presigned.path("uploadUrl"), "application/octet-stream",
                "....ftypheic....".getBytes(StandardCharsets.US_ASCII));
        submit(handle, FORM, Map.of("facePhotoKey", presigned.<String>path("key"))).then().statusCode(200);
        assertThat(intake(handle).photos().getFirst().contentType()).isEqualTo("image/heic");
    }

    @Test
    void parts_may_come_as_json_in_strings_and_under_v1s_other_names() {
        var handle = shop.buy("mystique");
        var body = Map.of("form_data", "{\"firstName\":\"Anna\",\"specificQuestion\":\"Q\",\"dateOfBirth\":"
                + "\"1990-05-15T00:00:00.000Z\"}", "clientInputs",
                "{\"birthTime\":\"06:15\",\"birthPlace\":\"Lyon\",\"lifeQuestion\":\"Clarté\",\"specificContext\":\"C\"}",
                "uploadedKeys", "{\"facePhotoKey\":\"" + Camera.sent(shop, "face_photo") + "\"}");
        post(handle, body).then().statusCode(200);
        var intake = intake(handle);
        assertThat(intake).extracting(Intake::firstName, Intake::birthTime, Intake::birthPlace, Intake::objective,
                Intake::specificContext, Intake::dateOfBirth)
                .containsExactly("Anna", "06:15", "Lyon", "Clarté", "C", "1990-05-15");
        assertThat(intake.photos()).hasSize(1);
    }

    @Test
    void what_an_older_page_says_of_voice_and_delivery_reaches_the_desk() {
        var handle = shop.buy("mystique");
        post(handle, Map.of("formData", Map.of("birthPlace", "Lyon", "preferences",
                Map.of("audioVoice", "feminine", "deliveryFormat", "")))).then().statusCode(200);
        Desk.expert().order(shop.status(handle).path("_id")).then().statusCode(200).body("formData.preferences",
                equalTo(Map.of("audioVoice", "feminine")));
        post(handle, Map.of("formData", Map.of("firstName", "Anna"))).then().statusCode(200);
        assertThat(intake(handle).preferences().audioVoice()).as("as all that is not said again").isEqualTo("feminine");
    }

    @Test
    void a_form_that_says_nothing_is_refused_with_a_sentence_and_counts_for_nothing() {
        var handle = shop.buy("mystique");
        var empty = new HashMap<String, String>();
        FORM.keySet().forEach(field -> empty.put(field, ""));
        var prefilled = Map.of("email", shop.email, "phone", "0612345678", "firstName", "Paul", "lastName", "Payant");
        for (var nothing : List.of(empty, prefilled, Map.<String, String>of())) {
            var refusal = submit(handle, nothing, Map.of("facePhotoKey", "", "palmPhotoKey", "")).then()
                    .statusCode(400).extract();
            assertThat(refusal.<String>path("error")).startsWith("Votre formulaire est vide");
        }
        post(handle, Map.of()).then().statusCode(400);
        assertThat(orders.byHandle(handle).orElseThrow().intake()).isNull();
        submit(handle, Map.of("objective", "Paix"), Map.of()).then().statusCode(200);
        submit(handle, empty, Map.of()).then().statusCode(200);
        assertThat(intake(handle).objective()).as("once there is a form, what is empty stays").isEqualTo("Paix");
    }

    @Test
    void the_buyers_profile_learns_what_it_did_not_know() {
        var handle = shop.buy("mystique");
        var keys = photos();
        submit(handle, FORM, keys).then().statusCode(200);
        var profile = user().profile();
        assertThat(profile).extracting(Profile::birthDate, Profile::birthTime, Profile::birthPlace,
                Profile::specificQuestion, Profile::objective).containsExactly("1990-05-15", "14:30", "Paris",
                        "Quelle est ma voie ?\nEt ensuite ?", "Paix");
        assertThat(profile.facePhotoUrl()).isEqualTo(kept(keys.get("facePhotoKey")));
        assertThat(profile.palmPhotoUrl()).isEqualTo(kept(keys.get("palmPhotoKey")));
        assertThat(profile.profileCompleted()).isNull();
    }

    @Test
    @Tag("SEC-7")
    void defect_8_the_e_mail_in_the_form_is_nobodys_business() {
        var victim = users.welcome(new Identity(new Shop().email, "Vera", "Victime", null)).user();
        var form = new HashMap<>(FORM);
        form.put("email", victim.email());
        submit(shop.buy("mystique"), form, photos()).then().statusCode(200);
        assertThat(users.findById(victim.id())).isEqualTo(victim);
    }

    @Test
    @Tag("SEC-7")
    void an_order_in_somebodys_name_overwrites_nothing_of_her_profile() {
        submit(shop.buy("mystique"), FORM, photos()).then().statusCode(200);
        var before = user().profile();
        var other = new HashMap<>(FORM);
        other.replaceAll((field, value) -> field.equals("dateOfBirth") ? "2001-01-01" : "autre");
        submit(shop.buy("profond"), other, photos()).then().statusCode(200);
        assertThat(user().profile()).isEqualTo(before);
    }

    @Test
    @Tag("SEC-7")
    void a_free_order_in_the_name_of_a_customer_touches_neither_her_profile_nor_her_photos() {
        submit(shop.buy("mystique"), Map.of("birthPlace", "Metz"), Map.of()).then().statusCode(200);
        var before = user().profile();
        var stranger = new Shop();
        var handle = stranger.checkout(Map.of("productId", "initie", "customerEmail", shop.email, "customerName", "X"))
                .<String>path("orderId");
        var key = Camera.sent(stranger, "face_photo");
        send(stranger, handle, Map.of("formData", FORM, "uploadedKeys", Map.of("facePhotoKey", key))).then()
                .statusCode(200);
        assertThat(user().profile()).isEqualTo(before);
        assertThat(uploads.findById(key).userId()).isNull();
    }

    @Test
    void sending_it_again_is_fine_and_corrects_it() {
        var handle = shop.buy("mystique");
        var first = photos();
        submit(handle, FORM, first).then().statusCode(200);
        submit(handle, FORM, first).then().statusCode(200);
        var newFace = Camera.sent(shop, "face_photo");
        submit(handle, Map.of("birthPlace", "Nice", "objective", ""), Map.of("facePhotoKey", newFace)).then()
                .statusCode(200);
        var intake = intake(handle);
        assertThat(intake.birthPlace()).isEqualTo("Nice");
        assertThat(intake.objective()).isEqualTo("Paix");
        assertThat(intake.photos()).extracting(Photo::key).containsExactly(kept(newFace),
                kept(first.get("palmPhotoKey")));
        assertThat(user().profile().facePhotoUrl()).isEqualTo(kept(newFace));
        assertThat(uploads.findById(first.get("facePhotoKey")).claimedAt()).isNull();
    }

    @Test
    void the_same_form_twenty_times_at_once_leaves_one_intake() {
        var handle = shop.buy("mystique");
        var keys = photos();
        var statuses = Parallel.run(20, () -> submit(handle, FORM, keys).statusCode());
        assertThat(statuses).containsOnly(200);
        assertThat(intake(handle).photos()).hasSize(2);
    }

    @Test
    void once_the_production_has_started_it_is_refused_with_a_sentence() {
        var handle = shop.buy("mystique");
        submit(handle, FORM, photos()).then().statusCode(200);
        var before = intake(handle);
        for (var status : List.of("IN_PRODUCTION", "AWAITING_VALIDATION", "DELIVERED")) {
            orders.mongoCollection().updateOne(eq("paymentIntentId", handle), set("fulfilment.status", status));
            var refusal = submit(handle, Map.of("birthPlace", "Nice"), photos()).then().statusCode(409).extract();
            assertThat(refusal.<String>path("error")).contains("en préparation");
        }
        assertThat(intake(handle)).isEqualTo(before);
    }

    @Test
    void after_a_failed_production_the_form_may_be_corrected() {
        var handle = shop.buy("mystique");
        submit(handle, FORM, photos()).then().statusCode(200);
        orders.mongoCollection().updateOne(eq("paymentIntentId", handle),
                set("fulfilment.status", "PRODUCTION_FAILED"));
        submit(handle, Map.of("birthPlace", "Nice"), Map.of()).then().statusCode(200);
        assertThat(intake(handle).birthPlace()).isEqualTo("Nice");
    }

    @Test
    @Tag("PAY-6")
    void an_unpaid_order_takes_no_form() {
        submit(shop.order("mystique"), FORM, photos()).then().statusCode(409);
    }

    @Test
    @Tag("PAY-6")
    @Tag("defect-50")
    void a_late_webhook_does_not_keep_her_waiting() {
        var handle = shop.order("mystique");
        ShopResource.stripe().delivery(knobs -> knobs.drop("*"));
        try {
            ShopResource.stripe().cardholder().succeed(handle);
            clock.advance(Duration.ofSeconds(6));
            submit(handle, FORM, photos()).then().statusCode(200);
        } finally {
            ShopResource.stripe().delivery(knobs -> knobs.drop(new String[0]));
        }
    }

    @Test
    @Tag("SEC-7")
    void only_a_photo_that_was_sent_here_as_that_one_and_is_nobody_elses_is_taken() {
        var handle = shop.buy("mystique");
        var other = new Shop();
        var hers = Camera.sent(other, "face_photo");
        send(other, other.buy("mystique"), Map.of("uploadedKeys", Map.of("facePhotoKey", hers))).then()
                .statusCode(200);
        refused(handle, hers, "introuvable");
        refused(handle, "uploads/2025/10/1760000000000-6mycygww-face_photo.jpg", "introuvable");
        refused(handle, "lectures/6b02c0a03fe62bdfac62dd0d.pdf", "introuvable");
        refused(handle, "https://evil.example/a.jpg", "introuvable");
        refused(handle, Camera.sent(shop, "palm_photo"), "l'autre photo");
        refused(handle, Camera.presign(shop, "face_photo", "image/jpeg", "a.jpg").<String>path("key"), "pas arrivée");
        refused(handle, Camera.sent(shop, "face_photo", 0), "pas une image");
        assertThat(orders.byHandle(handle).orElseThrow().intake()).isNull();
    }

    @Test
    @Tag("SEC-7")
    void defect_22_a_photo_above_15_megabytes_is_refused() {
        var handle = shop.buy("mystique");
        var key = Camera.sent(shop, "face_photo", 15 * 1024 * 1024 + 1);
        var refusal = submit(handle, FORM, Map.of("facePhotoKey", key)).then().statusCode(413).extract();
        assertThat(refusal.<String>path("error")).isEqualTo("La photo de votre visage dépasse 15 Mo.");
    }

    @Test
    @Tag("SEC-7")
    void defect_22_a_form_above_its_measure_is_refused() {
        var handle = shop.buy("mystique");
        submit(handle, Map.of("birthPlace", "x".repeat(300)), Map.of()).then().statusCode(400);
        submit(handle, Map.of("specificQuestion", "x".repeat(300 * 1024)), Map.of()).then().statusCode(413);
        submit(handle, Map.of("specificQuestion", "x".repeat(5_000_000)), Map.of()).then().statusCode(413);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"formData\":[1]}", "{\"formData\":\"no json\"}", "{\"formData\":7}",
            "{\"formData\":{\"firstName\":{\"$gt\":1}}}", "{\"formData\":{\"dateOfBirth\":\"demain\"}}",
            "{\"uploadedKeys\":{\"facePhotoKey\":[]}}", "[]", "7", "{"})
    void what_is_no_form_is_refused_clearly(String body) {
        var refusal = shop.request().body(body).post(path(shop.buy("mystique"))).then().statusCode(400).extract();
        assertThat(refusal.<String>path("error")).isNotBlank();
    }

    @Test
    void the_answer_repeats_only_what_this_caller_sent() {
        var handle = shop.buy("mystique");
        submit(handle, FORM, photos()).then().statusCode(200);
        var answer = submit(handle, Map.of("firstName", "Anna"), Map.of()).then().statusCode(200).extract();
        assertThat(answer.<Map<String, String>>path("normalizedFormData")).isEqualTo(Map.of("firstName", "Anna"));
        assertThat(answer.asString()).doesNotContain("Paris", "1990-05-15", shop.email, "uploads/");
    }

    @Test
    void v1s_multipart_form_is_told_what_to_send() {
        var handle = shop.buy("mystique");
        var refusal = RestAssured.given().header("X-Forwarded-For", "198.18.200.1").contentType(ContentType.MULTIPART)
                .multiPart("formData", "{}").multiPart("facePhoto", "a.jpg", new byte[100], "image/jpeg")
                .post(path(handle)).then().statusCode(415).extract();
        assertThat(refusal.<String>path("error")).contains("JSON");
    }

    private void refused(String handle, String key, String reason) {
        var refusal = submit(handle, FORM, Map.of("facePhotoKey", key)).then().statusCode(400).extract();
        assertThat(refusal.<String>path("error")).contains(reason);
    }

    /** Where the photo lies once it is submitted. */
    private static String kept(String key) {
        return key.replaceFirst("^uploads/", "uploads/kept/");
    }

    private Map<String, String> photos() {
        return keys(Camera.sent(shop, "face_photo"), Camera.sent(shop, "palm_photo"));
    }

    private static Map<String, String> keys(String face, String palm) {
        return Map.of("facePhotoKey", face, "palmPhotoKey", palm);
    }

    private Response submit(String handle, Map<String, String> form, Map<String, String> keys) {
        return post(handle, Map.of("formData", form, "uploadedKeys", keys));
    }

    private Response post(String handle, Map<String, ?> body) {
        return send(shop, handle, body);
    }

    private static Response send(Shop from, String handle, Map<String, ?> body) {
        return from.request().body(body).post(path(handle));
    }

    private static String path(String handle) {
        return "/api/orders/by-payment-intent/" + handle + "/client-submit";
    }

    private Intake intake(String handle) {
        return orders.byHandle(handle).orElseThrow().intake();
    }

    private User user() {
        return users.byEmail(shop.email).orElseThrow();
    }
}
