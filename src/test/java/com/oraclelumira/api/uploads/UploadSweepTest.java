package com.oraclelumira.api.uploads;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.storage.Bucket;
import com.oraclelumira.api.storage.ObjectRef;
import com.oraclelumira.api.testing.Camera;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which photos are deleted, when, and that nothing of them is left. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-7")
class UploadSweepTest {
    @Inject
    Uploads uploads;
    @Inject
    Photos photos;
    @Inject
    PhotoObjects objects;
    @Inject
    UploadSweep sweep;
    @Inject
    Orders orders;
    @Inject
    SettableClock clock;

    private final Shop shop = new Shop();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void what_nobody_submits_is_deleted_after_two_days_and_nothing_else() {
        var abandoned = Camera.sent(shop, "face_photo");
        var submitted = submitted();
        sweep.sweep();
        assertThat(has(abandoned)).isTrue();
        clock.advance(Duration.ofHours(49));
        sweep.sweep();
        assertThat(has(abandoned)).isFalse();
        assertThat(uploads.byKey(abandoned)).isEmpty();
        assertThat(has(submitted.keptKey())).isTrue();
        assertThat(uploads.byKey(submitted.key())).isPresent();
    }

    @Test
    @Tag("PAY-6")
    void photos_of_a_cart_that_is_never_paid_are_gone_after_two_days() {
        var cart = shop.order("mystique");
        var photo = Camera.sent(shop, "face_photo");
        shop.request().body(Map.of("formData", Map.of("birthPlace", "Paris"), "uploadedKeys",
                Map.of("facePhotoKey", photo))).post("/api/orders/by-payment-intent/" + cart + "/client-submit").then()
                .statusCode(409);
        clock.advance(Duration.ofHours(49));
        sweep.sweep();
        assertThat(has(photo)).isFalse();
        assertThat(uploads.byKey(photo)).isEmpty();
    }

    @Test
    void what_was_sent_is_deleted_once_nobody_can_write_there_any_more_and_the_copy_is_the_photo() {
        var photo = submitted();
        sweep.sweep();
        assertThat(has(photo.key())).as("she might still replace it").isTrue();
        clock.advance(Duration.ofMinutes(61));
        sweep.sweep();
        assertThat(has(photo.key())).isFalse();
        assertThat(uploads.findById(photo.key()).sweepAt()).isNull();
        assertThat(Camera.get(show(photo.key()).path("url"))).isEqualTo(200);
        assertThat(photos.sent(photo.key(), PhotoType.FACE).key()).isEqualTo(photo.keptKey());
    }

    @Test
    void what_an_order_lets_go_of_is_deleted_whole_two_days_later() {
        var photo = submitted();
        clock.advance(Duration.ofMinutes(61));
        sweep.sweep();
        uploads.releaseFromOrder(photo.orderId(), List.of());
        sweep.sweep();
        assertThat(has(photo.keptKey())).isTrue();
        clock.advance(Duration.ofHours(49));
        sweep.sweep();
        assertThat(has(photo.keptKey())).isFalse();
        assertThat(uploads.byKey(photo.keptKey())).isEmpty();
    }

    @Test
    void what_an_order_still_names_is_never_deleted_whoever_let_it_go() {
        var handle = shop.buy("mystique");
        var photo = photos.sent(Camera.sent(shop, "face_photo"), PhotoType.FACE);
        Purchases.submitted(handle, photo.key());
        clock.advance(Duration.ofHours(49));
        sweep.sweep();
        assertThat(has(photo.key())).isTrue();
        assertThat(uploads.byKey(photo.key()).orElseThrow().orderId())
                .isEqualTo(orders.byHandle(handle).orElseThrow().id());
    }

    @Test
    void what_is_being_deleted_can_no_longer_be_submitted() {
        var key = Camera.sent(shop, "face_photo");
        assertThat(uploads.takeUnclaimed(uploads.findById(key))).isTrue();
        assertThat(uploads.claimForOrder(key, new ObjectId(), null)).isFalse();
        assertThat(uploads.claimForAccount(key, new ObjectId(), List.of())).isFalse();
        assertThat(uploads.keep(uploads.findById(key), new Upload.Kept(ImageType.JPEG, 1, clock.instant()))).isEmpty();
        show(key).then().statusCode(403);
    }

    @Test
    void defect_48_of_an_erased_photo_neither_what_was_sent_nor_its_copy_is_left() {
        for (boolean byCopy : new boolean[]{true, false}) {
            var photo = submitted();
            objects.delete(new ObjectRef(Bucket.UPLOADS, byCopy ? photo.keptKey() : photo.key()));
            assertThat(has(photo.key()) || has(photo.keptKey())).isFalse();
            assertThat(uploads.byKey(photo.key())).isEmpty();
        }
    }

    /** A face that some order has. */
    private Upload submitted() {
        var photo = photos.sent(Camera.sent(shop, "face_photo"), PhotoType.FACE);
        photos.claimForOrder(List.of(photo), new ObjectId(), null);
        return uploads.byKey(photo.key()).orElseThrow();
    }

    private static boolean has(String key) {
        return ShopResource.storage().has(ShopResource.UPLOADS_BUCKET, key);
    }

    private Response show(String key) {
        return shop.request().queryParam("key", key).get("/api/uploads/presign-get");
    }
}
