package com.oraclelumira.api.intake;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Camera;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** From the submission on a photo is what was looked at then: an image, and always the same one. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-7")
class SubmittedPhotoTest {
    private static final byte[] PAGE = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

    @Inject
    Orders orders;

    private final Shop shop = new Shop();
    private final Desk maya = Desk.expert();
    private String handle;

    @BeforeEach
    void a_paid_order() {
        handle = shop.buy("mystique");
    }

    @Test
    void what_is_sent_over_it_while_the_signature_lasts_is_seen_by_nobody() {
        var face = Camera.presign(shop, "face_photo", "image/jpeg", "me.jpg").then().statusCode(200).extract();
        Camera.put(face.path("uploadUrl"), "image/jpeg", Camera.jpeg(700));
        submit(face.path("key")).then().statusCode(200);
        assertThat(Camera.put(face.path("uploadUrl"), "image/jpeg", PAGE)).as("the bucket still takes it")
                .isEqualTo(200);
        assertThat(Camera.photo(atTheDesk())).isEqualTo(Camera.jpeg(700));
        assertThat(Camera.photo(byItsKey(face.path("key")))).isEqualTo(Camera.jpeg(700));
        assertThat(Camera.photo(inHerProfile())).isEqualTo(Camera.jpeg(700));
        submit(face.path("key")).then().statusCode(200);
        assertThat(intake().photos().getFirst().sizeBytes()).isEqualTo(700);
        assertThat(Camera.photo(atN8n())).isEqualTo(Camera.jpeg(700));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><script>alert(1)</script>", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7",
            "PK\u0003\u0004", "BM\u0000\u0000\u0000\u0000"})
    void what_only_calls_itself_a_photo_is_refused_and_nothing_is_lost(String content) {
        submit(Camera.sent(shop, "face_photo")).then().statusCode(200);
        var before = intake();
        var bad = Camera.presign(shop, "face_photo", "image/jpeg", "me.jpg").then().statusCode(200).extract();
        Camera.put(bad.path("uploadUrl"), "image/jpeg", content.getBytes(StandardCharsets.ISO_8859_1));
        submit(bad.path("key")).then().statusCode(400).body("error",
                startsWith("La photo de votre visage n'est pas une image que nous pouvons lire (JPEG, PNG,"));
        assertThat(intake()).isEqualTo(before);
        Camera.put(bad.path("uploadUrl"), "image/jpeg", Camera.jpeg(900));
        submit(bad.path("key")).then().statusCode(200);
        assertThat(intake().photos().getFirst().sizeBytes()).isEqualTo(900);
    }

    @Test
    void a_photo_with_another_formats_name_is_kept_as_what_it_is() {
        var face = Camera.presign(shop, "face_photo", "image/heic", "IMG_1.HEIC").then().statusCode(200).extract();
        Camera.put(face.path("uploadUrl"), "image/heic", Camera.jpeg(800));
        submit(face.path("key")).then().statusCode(200);
        assertThat(intake().photos().getFirst().contentType()).isEqualTo("image/jpeg");
        shop.request().urlEncodingEnabled(false).get(atTheDesk()).then().statusCode(200).header("Content-Type",
                equalTo("image/jpeg"));
    }

    @Test
    void a_bucket_that_is_away_costs_nothing_but_the_time() {
        var face = Camera.sent(shop, "face_photo");
        ShopResource.storage().overloaded(true);
        try {
            submit(face).then().statusCode(503);
        } finally {
            ShopResource.storage().overloaded(false);
        }
        assertThat(orders.byHandle(handle).orElseThrow().intake()).isNull();
        submit(face).then().statusCode(200);
    }

    private Response submit(String faceKey) {
        return shop.request()
                .body(Map.of("formData", Map.of("birthPlace", "Paris"), "uploadedKeys",
                        Map.of("facePhotoKey", faceKey)))
                .post("/api/orders/by-payment-intent/" + handle + "/client-submit");
    }

    private Intake intake() {
        return orders.byHandle(handle).orElseThrow().intake();
    }

    private String id() {
        return orders.byHandle(handle).orElseThrow().id().toHexString();
    }

    private String atTheDesk() {
        return maya.order(id()).path("files[0].url");
    }

    private String byItsKey(String key) {
        return shop.request().queryParam("key", key).get("/api/uploads/presign-get").path("url");
    }

    private String inHerProfile() {
        var token = shop.signIn().then().statusCode(200).extract().<String>path("token");
        return shop.request().auth().oauth2(token).get("/api/users/profile").path("profile.facePhotoUrl");
    }

    private String atN8n() {
        maya.process(id()).then().statusCode(200);
        Shop.await().until(() -> !ShopResource.n8n().jobs(id()).isEmpty());
        return ShopResource.n8n().jobs(id()).getFirst().body().path("files").get(0).path("url").asText();
    }
}
