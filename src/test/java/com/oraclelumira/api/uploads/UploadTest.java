package com.oraclelumira.api.uploads;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.testing.Camera;
import com.oraclelumira.api.testing.ExpertTokens;
import com.oraclelumira.api.testing.Parallel;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** Photos on their way to the bucket, and who may look at them (contract M13, M15; §6 lines 5, 6, 51). */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-7")
class UploadTest {
    private static final String V1_KEY = "uploads/2025/10/1760000000000-6mycygww-face_photo.jpg";

    @Inject
    Uploads uploads;
    @Inject
    UploadSweep sweep;
    @Inject
    AuditTrail audit;
    @Inject
    SettableClock clock;

    private final Shop shop = new Shop();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void a_photo_goes_straight_to_the_bucket() {
        var presigned = Camera.presign(shop, "face_photo", "image/png", "Moi (1).PNG").then().statusCode(200).extract();
        assertThat(presigned.<String>path("key"))
                .matches("uploads/\\d{4}/\\d{2}/[0-9a-f]{32}-face_photo\\.png");
        assertThat(presigned.<Integer>path("expiresIn")).isEqualTo(900);
        assertThat(Camera.put(presigned.path("uploadUrl"), "image/png", new byte[10])).isEqualTo(200);
        assertThat(ShopResource.storage().has(ShopResource.UPLOADS_BUCKET, presigned.path("key"))).isTrue();
    }

    @Test
    void defect_6_only_images_are_let_in_under_the_type_that_was_named() {
        Camera.presign(shop, "face_photo", "text/html", "x.html").then().statusCode(400);
        var presigned = Camera.presign(shop, "face_photo", "image/jpeg", "x.html").then().statusCode(200).extract();
        assertThat(presigned.<String>path("key")).endsWith(".jpg");
        assertThat(Camera.put(presigned.path("uploadUrl"), "text/html", new byte[10])).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"image/jpeg,a.jpg,jpg,image/jpeg", "image/jpg,a.jpg,jpg,image/jpg", "IMAGE/HEIC,a.heic,heic,image/heic",
            "image/tiff,a,tiff,image/tiff", "application/octet-stream,IMG_1.HEIC,heic,application/octet-stream",
            "'',a.JPEG,jpg,image/jpeg"})
    void every_browsers_name_for_a_photo_is_understood(String sent, String name, String extension, String signed) {
        var presigned = Camera.presign(shop, "palm_photo", sent, name).then().statusCode(200).extract();
        assertThat(presigned.<String>path("key")).endsWith("-palm_photo." + extension);
        assertThat(presigned.<String>path("contentType")).isEqualTo(signed);
        assertThat(Camera.put(presigned.path("uploadUrl"), signed, new byte[10])).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"image/svg+xml,a.svg", "application/pdf,a.pdf", "application/octet-stream,a.exe",
            "application/octet-stream,''", "'',a.html", "video/mp4,a.jpg", "image/jpeg; charset=x,a.jpg"})
    void what_is_no_photo_is_refused_with_a_sentence(String contentType, String name) {
        var refusal = Camera.presign(shop, "face_photo", contentType, name).then().statusCode(400).extract();
        assertThat(refusal.<String>path("error")).startsWith("Ce fichier n'est pas une photo");
    }

    @Test
    void another_kind_of_photo_and_no_kind_are_refused() {
        Camera.presign(shop, "x", "image/jpeg", "a.jpg").then().statusCode(400);
        shop.request().body(new HashMap<>()).post("/api/uploads/presign").then().statusCode(400);
    }

    @Test
    void who_was_just_given_the_key_may_see_the_photo() {
        var key = Camera.sent(shop, "face_photo");
        var shown = show("key", key).then().statusCode(200).extract();
        assertThat(Camera.get(shown.path("url"))).isEqualTo(200);
        assertThat(shown.<String>path("key")).isEqualTo(key);
    }

    @Test
    void the_public_address_and_a_signed_one_are_the_same_photo() {
        var key = Camera.sent(shop, "face_photo");
        var url = show("key", key).<String>path("url");
        assertThat(show("url", url).<String>path("key")).isEqualTo(key);
        assertThat(show("url", url.substring(0, url.indexOf('?'))).<String>path("key")).isEqualTo(key);
    }

    @Test
    void defect_5_a_key_opens_nothing_for_a_stranger_after_a_day() {
        var key = Camera.sent(shop, "face_photo");
        clock.advance(Duration.ofHours(25));
        show("key", key).then().statusCode(403);
    }

    @Test
    void defect_5_v1s_guessable_keys_and_readings_open_nothing_without_an_expert() {
        ShopResource.storage().put(ShopResource.UPLOADS_BUCKET, V1_KEY, "image/jpeg", new byte[5]);
        show("key", V1_KEY).then().statusCode(403);
        show("key", "uploads/2026/11/0123456789abcdef0123456789abcdef-face_photo.jpg").then().statusCode(403);
        show("key", "lectures/6b02c0a03fe62bdfac62dd0d.pdf").then().statusCode(403);
        show("url", "https://evil.example/suite-uploads/" + V1_KEY).then().statusCode(400);
        show("key", "uploads/../lectures/a.pdf").then().statusCode(400);
        shop.request().get("/api/uploads/presign-get").then().statusCode(400);
    }

    @Test
    void an_expert_sees_every_photo_and_it_is_recorded() {
        ShopResource.storage().put(ShopResource.UPLOADS_BUCKET, V1_KEY, "image/jpeg", new byte[5]);
        var before = audit.about(V1_KEY).size();
        var url = shop.request().auth().oauth2(ExpertTokens.active()).queryParam("url",
                "https://" + ShopResource.UPLOADS_BUCKET + ".s3.eu-west-3.amazonaws.com/" + V1_KEY)
                .get("/api/uploads/presign-get").then().statusCode(200).extract().<String>path("url");
        assertThat(Camera.get(url)).isEqualTo(200);
        assertThat(audit.about(V1_KEY)).hasSize(before + 1).first()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("photo.signed"));
    }

    @Test
    void defect_14_an_expert_of_the_past_and_a_bad_token_see_nothing() {
        var key = Camera.sent(shop, "face_photo");
        shop.request().auth().oauth2(ExpertTokens.disabled()).queryParam("key", key).get("/api/uploads/presign-get")
                .then().statusCode(401);
        shop.request().auth().oauth2("not.a.token").queryParam("key", key).get("/api/uploads/presign-get").then()
                .statusCode(401);
    }

    @Test
    void a_photo_becomes_exactly_one_orders() {
        var key = Camera.sent(shop, "face_photo");
        var winners = Parallel.run(20, () -> uploads.claimForOrder(key, new ObjectId(), null)).stream()
                .filter(won -> won).count();
        assertThat(winners).isEqualTo(1);
    }

    @Test
    void an_orders_photo_is_its_buyers_and_nobody_elses() {
        var key = Camera.sent(shop, "face_photo");
        var buyer = new ObjectId();
        var order = new ObjectId();
        assertThat(uploads.claimForOrder(key, order, buyer)).isTrue();
        assertThat(uploads.claimForOrder(key, order, buyer)).isTrue();
        assertThat(uploads.claimForAccount(key, buyer)).isTrue();
        assertThat(uploads.claimForAccount(key, new ObjectId())).isFalse();
        assertThat(uploads.claimForOrder(key, new ObjectId(), new ObjectId())).isFalse();
        assertThat(uploads.claimForOrder("uploads/2026/11/none.jpg", order, buyer)).isFalse();
    }

    @Test
    void what_nobody_submits_is_deleted_after_two_days_and_nothing_else() {
        var abandoned = Camera.sent(shop, "face_photo");
        var submitted = Camera.sent(shop, "palm_photo");
        uploads.claimForOrder(submitted, new ObjectId(), null);
        sweep.sweep();
        assertThat(ShopResource.storage().has(ShopResource.UPLOADS_BUCKET, abandoned)).isTrue();
        clock.advance(Duration.ofHours(49));
        sweep.sweep();
        assertThat(ShopResource.storage().has(ShopResource.UPLOADS_BUCKET, abandoned)).isFalse();
        assertThat(uploads.byKey(abandoned)).isEmpty();
        assertThat(ShopResource.storage().has(ShopResource.UPLOADS_BUCKET, submitted)).isTrue();
        assertThat(uploads.byKey(submitted)).isPresent();
    }

    @Test
    void what_is_being_deleted_can_no_longer_be_submitted() {
        var key = Camera.sent(shop, "face_photo");
        uploads.takeUnclaimedBefore(clock.instant().plusSeconds(1), 1000);
        assertThat(uploads.claimForOrder(key, new ObjectId(), null)).isFalse();
        assertThat(uploads.claimForAccount(key, new ObjectId())).isFalse();
        show("key", key).then().statusCode(403);
    }

    private Response show(String parameter, String value) {
        return shop.request().queryParams(Map.of(parameter, value)).get("/api/uploads/presign-get");
    }
}
