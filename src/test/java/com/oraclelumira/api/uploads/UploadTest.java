package com.oraclelumira.api.uploads;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

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
    private static final List<String> HOSTILE_NAMES = List.of("../", "..\\", "/", "%2e%2e%2f", "a", "é", "\u0000",
            "\n", " ", "?x=1", "#", "&X-Amz-Expires=9", "\";filename=x", "<svg>", "uploads/kept/", "𝒳", "\u202e", ".");
    private static final String V1_KEY = "uploads/2025/10/1760000000000-6mycygww-face_photo.jpg";

    @Inject
    Uploads uploads;
    @Inject
    Presigning presigning;
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
            "image/webp,a,webp,image/webp", "application/octet-stream,IMG_1.HEIC,heic,application/octet-stream",
            "'',a.JPEG,jpg,image/jpeg"})
    void every_browsers_name_for_a_photo_is_understood(String sent, String name, String extension, String signed) {
        var presigned = Camera.presign(shop, "palm_photo", sent, name).then().statusCode(200).extract();
        assertThat(presigned.<String>path("key")).endsWith("-palm_photo." + extension);
        assertThat(presigned.<String>path("contentType")).isEqualTo(signed);
        assertThat(Camera.put(presigned.path("uploadUrl"), signed, new byte[10])).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"image/svg+xml,a.svg", "image/svg,a.jpg", "application/octet-stream,a.svg", "image/tiff,a.tiff",
            "image/bmp,a.bmp", "image/x-icon,a.ico", "application/pdf,a.pdf", "application/octet-stream,a.exe",
            "application/octet-stream,''", "'',a.html", "video/mp4,a.jpg", "image/jpeg; charset=x,a.jpg"})
    void what_is_no_photo_is_refused_with_a_sentence(String contentType, String name) {
        var refusal = Camera.presign(shop, "face_photo", contentType, name).then().statusCode(400).extract();
        assertThat(refusal.<String>path("error")).startsWith("Ce fichier n'est pas une photo");
    }

    @Test
    void the_words_name_what_is_accepted_and_nothing_else() {
        var accepted = Stream.of(ImageType.values()).map(ImageType::name).toList();
        assertThat(ImageType.NAMES.toUpperCase(Locale.ROOT).split(", ")).containsExactlyElementsOf(accepted);
        for (var name : accepted)
            Camera.presign(shop, "face_photo", "image/" + name.toLowerCase(Locale.ROOT), "a").then().statusCode(200);
        assertThat(Camera.presign(shop, "face_photo", "image/bmp", "a.bmp").<String>path("error"))
                .contains("(" + ImageType.NAMES + ")");
        var described = shop.request().accept("application/json").get("/openapi")
                .<String>path("paths.'/api/uploads/presign'.post.description");
        assertThat(described).contains(ImageType.NAMES + ", at most 15 MB");
    }

    @Test
    void who_asks_without_end_is_stopped() {
        for (int i = 0; i < 100; i++)
            Camera.presign(shop, "face_photo", "image/jpeg", "a.jpg").then().statusCode(200);
        Camera.presign(shop, "face_photo", "image/jpeg", "a.jpg").then().statusCode(429);
        Camera.presign(new Shop(), "face_photo", "image/jpeg", "a.jpg").then().statusCode(200);
    }

    @Test
    void whatever_a_file_is_called_its_key_is_ours_alone() {
        var random = new Random(20261124);
        var keys = new HashSet<String>();
        for (int i = 0; i < 400; i++) {
            var name = HOSTILE_NAMES.get(random.nextInt(HOSTILE_NAMES.size())).repeat(1 + random.nextInt(4))
                    + HOSTILE_NAMES.get(random.nextInt(HOSTILE_NAMES.size())) + ".jpg";
            var answer = presigning.presign(new PresignRequest("palm_photo", "application/octet-stream", name));
            assertThat(answer.key()).as(name).matches("uploads/\\d{4}/\\d\\d/[0-9a-f]{32}-palm_photo\\.jpg");
            assertThat(URI.create(answer.uploadUrl()).getRawPath())
                    .isEqualTo("/" + ShopResource.UPLOADS_BUCKET + "/" + answer.key());
            assertThat(keys.add(answer.key())).isTrue();
        }
    }

    @Test
    void every_address_ends_after_a_quarter_of_an_hour() {
        var presigned = Camera.presign(shop, "face_photo", "image/jpeg", "a.jpg").then().statusCode(200).extract();
        assertThat(presigned.<String>path("uploadUrl")).contains("X-Amz-Expires=900&",
                "X-Amz-SignedHeaders=content-type%3Bhost&");
        assertThat(show("key", presigned.path("key")).<String>path("url")).contains("X-Amz-Expires=900&");
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
        assertThat(uploads.claimForAccount(key, buyer, List.of())).isTrue();
        assertThat(uploads.claimForAccount(key, new ObjectId(), List.of(order))).isFalse();
        assertThat(uploads.claimForOrder(key, new ObjectId(), new ObjectId())).isFalse();
        assertThat(uploads.claimForOrder("uploads/2026/11/none.jpg", order, buyer)).isFalse();
    }

    @Test
    void a_photo_of_an_order_without_an_account_may_become_its_buyers_and_nobody_elses() {
        var key = Camera.sent(shop, "face_photo");
        var order = new ObjectId();
        assertThat(uploads.claimForOrder(key, order, null)).isTrue();
        assertThat(uploads.claimForAccount(key, new ObjectId(), List.of(new ObjectId()))).isFalse();
        var buyer = new ObjectId();
        assertThat(uploads.claimForAccount(key, buyer, List.of(new ObjectId(), order))).isTrue();
        assertThat(uploads.findById(key).userId()).isEqualTo(buyer);
    }

    private Response show(String parameter, String value) {
        return shop.request().queryParams(Map.of(parameter, value)).get("/api/uploads/presign-get");
    }
}
