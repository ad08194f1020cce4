package com.oraclelumira.api.journeys;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.journeys.Customer.Purchase;
import com.oraclelumira.api.testing.Camera;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** From the checkout to the reading, as the two apps go the way: what a caller sees, and nothing else. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class PurchaseToReadingTest {
    private static final String READY = "Votre lecture Oracle Lumira est prête";

    private final Customer claire = new Customer();
    private final ExpertAtWork maya = ExpertAtWork.called("Maya");

    @Test
    @Tag("COM-1")
    void a_paid_purchase_becomes_a_reading_after_one_refusal() throws Exception {
        var order = claire.buys("mystique");
        claire.signsIn();
        claire.sendsHerForm(order);
        herProfileIsComplete();
        maya.signsIn();
        theDeskSeesHerFormAndHerPhotos(order);
        maya.takes(order).then().statusCode(200);
        maya.hasItMade(order).then().statusCode(200);
        assertThat(maya.reads(order)).contains("Chère Claire", "Voici votre lecture.");
        sheWaits(order);
        maya.refuses(order, "Plus de douceur").then().statusCode(200);
        assertThat(maya.reads(order)).contains("reprise : Plus de douceur");
        maya.approves(order).then().statusCode(200);
        sheIsWrittenToOnce();
        sheReads(order, "reprise : Plus de douceur");
        assertThat(maya.queue("validated-history")).contains(order.id());
    }

    @Test
    void a_free_purchase_becomes_a_reading_without_any_payment() throws Exception {
        var order = claire.orders("initie");
        assertThat(order.handle()).startsWith("free_");
        claire.signsIn();
        claire.sendsHerForm(order);
        maya.signsIn();
        maya.delivers(order);
        sheIsWrittenToOnce();
        sheReads(order, "Voici votre lecture.");
    }

    private void herProfileIsComplete() {
        var profile = claire.profile();
        assertThat(profile.getBoolean("profile.profileCompleted")).isTrue();
        assertThat(Camera.get(profile.getString("profile.facePhotoUrl"))).isEqualTo(200);
        assertThat(Camera.get(profile.getString("profile.palmPhotoUrl"))).isEqualTo(200);
    }

    private void theDeskSeesHerFormAndHerPhotos(Purchase order) {
        assertThat(maya.queue("pending")).contains(order.id());
        var seen = maya.order(order);
        assertThat(seen.getString("formData.specificQuestion")).isEqualTo("Quelle est ma voie ?");
        assertThat(seen.getList("files.type", String.class)).containsExactly("face_photo", "palm_photo");
        assertThat(seen.getList("files.url", String.class)).allSatisfy(
                address -> assertThat(Camera.get(address)).isEqualTo(200));
    }

    private void sheWaits(Purchase order) {
        var row = claire.reading(order);
        assertThat(row.get("status")).isEqualTo("awaiting_validation");
        assertThat(row.get("generatedContent")).isNull();
        assertThat(claire.mails(READY)).isEmpty();
    }

    private void sheIsWrittenToOnce() {
        Shop.await().until(() -> !claire.mails(READY).isEmpty());
        assertThat(claire.mails(READY)).hasSize(1).first().asString().contains(ShopResource.CUSTOMER_APP);
    }

    private void sheReads(Purchase order, String words) throws Exception {
        var row = claire.reading(order);
        assertThat(row.get("status")).isEqualTo("completed");
        var content = (Map<?, ?>) row.get("generatedContent");
        assertThat(content.get("reading")).asString().contains("Chère Claire", words);
        assertThat(claire.opens((String) content.get("pdfUrl"))).startsWith("%PDF-").contains(words);
    }
}
