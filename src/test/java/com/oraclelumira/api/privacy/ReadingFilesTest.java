package com.oraclelumira.api.privacy;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Colleague;
import com.oraclelumira.api.testing.Desk;
import com.oraclelumira.api.testing.N8n;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** No file of a reading outlives its customer's data, whatever became of the reading. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("defect-48")
class ReadingFilesTest {
    @Inject
    Orders orders;

    private final Desk maya = Desk.expert();
    private final Shop shop = new Shop();
    private String id;

    @BeforeEach
    void an_order_in_production() {
        id = shop.paidOrder();
        maya.process(id).then().statusCode(200);
    }

    @Test
    void the_files_of_a_rejected_reading_go() {
        var refused = answered(1);
        maya.reject(id, "Trop court").then().statusCode(200);
        var second = answered(2);
        maya.approve(id).then().statusCode(200);
        erase();
        Shop.await().untilAsserted(() -> assertThat(has(refused) || has(second)).isFalse());
        assertNothingIsOwed();
    }

    @Test
    void the_files_of_a_regenerated_reading_go() {
        var first = answered(1);
        maya.approve(id).then().statusCode(200);
        maya.regenerate(id).then().statusCode(200);
        var second = answered(2);
        maya.approve(id).then().statusCode(200);
        erase();
        Shop.await().untilAsserted(() -> assertThat(has(first) || has(second)).isFalse());
        assertNothingIsOwed();
    }

    @Test
    void what_a_job_in_flight_brings_to_an_erased_order_goes() {
        erase();
        var late = printed(1);
        var recording = "uploads/" + id + ".mp3";
        ShopResource.storage().put(ShopResource.UPLOADS_BUCKET, recording, "audio/mpeg", new byte[]{1});
        N8n.answer("{\"orderId\":\"%s\",\"pdfUrl\":\"%s\",\"generatedContent\":{\"audioUrl\":\"%s\"}}".formatted(id,
                late, recording)).then().statusCode(404);
        Shop.await().untilAsserted(() -> assertThat(
                has(late) || ShopResource.storage().has(ShopResource.UPLOADS_BUCKET, recording)).isFalse());
        assertNothingIsOwed();
    }

    @Test
    void an_answer_to_an_erased_order_takes_no_other_orders_file_along() {
        var hers = answered(1);
        var other = new Shop().paidOrder();
        Colleague.admin().request().delete("/api/expert/orders/" + other + "?force=true").then().statusCode(200);
        N8n.answer("{\"orderId\":\"%s\",\"pdfUrl\":\"%s\"}".formatted(other, hers)).then().statusCode(404);
        assertThat(orders.byId(new ObjectId(other)).orElseThrow().effects())
                .noneMatch(effect -> effect.key().startsWith("erase_files:"));
        assertThat(has(hers)).isTrue();
    }

    @Test
    void an_answer_cannot_name_another_orders_file_nor_a_photo() {
        var hers = answered(1);
        var other = new Shop().paidOrder();
        maya.process(other).then().statusCode(200);
        for (var file : new String[]{"\"pdfUrl\":\"" + hers + "\"", "\"pdfUrl\":\"uploads/2026/11/a.mp3\"",
                "\"generatedContent\":{\"audioUrl\":\"uploads/2026/11/face.JPG\"}",
                "\"generatedContent\":{\"mandalaSvg\":\"uploads/2026/11/face.jpg\"}",
                "\"generatedContent\":{\"audioUrl\":\"" + hers + "\"}"})
            N8n.answer("{\"orderId\":\"%s\",%s}".formatted(other, file)).then().statusCode(400);
        assertThat(orders.byId(new ObjectId(other)).orElseThrow().fulfilment().reading()).isNull();
    }

    private String answered(int job) {
        var key = printed(job);
        N8n.answer("{\"orderId\":\"%s\",\"jobNumber\":%d,\"pdfUrl\":\"%s\"}".formatted(id, job, key)).then()
                .statusCode(200);
        return key;
    }

    private String printed(int job) {
        var key = "lectures/" + id + "-of-" + job + ".pdf";
        ShopResource.storage().put(ShopResource.LECTURES_BUCKET, key, "application/pdf", new byte[]{1});
        return key;
    }

    private static boolean has(String key) {
        return ShopResource.storage().has(ShopResource.LECTURES_BUCKET, key);
    }

    private void erase() {
        Colleague.admin().request().delete("/api/expert/orders/" + id + "?force=true").then().statusCode(200);
    }

    private void assertNothingIsOwed() {
        Shop.await().untilAsserted(() -> {
            var order = orders.byId(new ObjectId(id)).orElseThrow();
            assertThat(order.leftovers()).isNull();
            assertThat(order.fulfilment().files()).isEmpty();
        });
    }
}
