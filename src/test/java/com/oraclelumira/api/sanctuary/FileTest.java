package com.oraclelumira.api.sanctuary;

import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Reading;
import com.oraclelumira.api.testing.Camera;
import com.oraclelumira.api.testing.ExpertTokens;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may open which file (contract M12, E17; §6 lines 7, 14, 45). */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-7")
class FileTest {
    private static final String CUSTOMERS = "/api/users/files/presign";
    private static final String EXPERTS = "/api/expert/files/presign";

    @Inject
    Orders orders;
    @Inject
    AuditTrail audit;

    private final Shop shop = new Shop();
    private final String pdf = "lectures/" + new ObjectId() + "-v1.pdf";
    private final String audio = "uploads/audio/" + new ObjectId() + ".mp3";
    private final String mandala = "lectures/" + new ObjectId() + ".svg";

    @BeforeEach
    void arrived() {
        ShopResource.storage().put(ShopResource.LECTURES_BUCKET, pdf, "application/pdf", new byte[9]);
        ShopResource.storage().put(ShopResource.UPLOADS_BUCKET, audio, "audio/mpeg", new byte[9]);
        ShopResource.storage().put(ShopResource.LECTURES_BUCKET, mandala, "image/svg+xml", new byte[9]);
    }

    @Test
    void her_delivered_reading_opens_with_all_its_files() {
        delivered();
        var token = token();
        for (var file : new String[]{pdf, audio, mandala}) {
            var url = ask(CUSTOMERS, token, "key", file).then().statusCode(200).extract().<String>path("signedUrl");
            assertThat(Camera.get(url)).isEqualTo(200);
            assertThat(ask(CUSTOMERS, token, "url", url).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void defect_7_only_what_her_own_readings_name() {
        delivered();
        var token = token();
        for (var other : new String[]{"lectures/other.pdf", "uploads/2026/11/somebody-face_photo.jpg",
                pdf + ".pdf", Camera.sent(shop, "face_photo")})
            ask(CUSTOMERS, token, "key", other).then().statusCode(403);
        var neighbour = new Shop();
        neighbour.buy("mystique");
        var hers = neighbour.signIn().then().statusCode(200).extract().<String>path("token");
        ask(CUSTOMERS, hers, "key", pdf).then().statusCode(403);
    }

    @Test
    void nothing_opens_before_it_is_delivered_nor_after_the_money_went_back() {
        var handle = delivered();
        var token = token();
        change(handle, "fulfilment.status", "AWAITING_VALIDATION");
        ask(CUSTOMERS, token, "key", pdf).then().statusCode(403);
        change(handle, "fulfilment.status", "DELIVERED");
        ask(CUSTOMERS, token, "key", pdf).then().statusCode(200);
        change(handle, "payment.status", "REFUNDED");
        ask(CUSTOMERS, token, "key", pdf).then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({"60,60", "59,60", "-5,60", "3600,3600", "99999,3600", "900,900", "2147483647,3600"})
    void a_link_lives_from_a_minute_to_an_hour(String asked, int lives) {
        var answer = shop.request().auth().oauth2(ExpertTokens.active())
                .queryParams(Map.of("key", pdf, "expiresIn", asked)).get(EXPERTS).then().statusCode(200).extract();
        assertThat(answer.<Integer>path("expiresIn")).isEqualTo(lives);
        assertThat(answer.<String>path("signedUrl")).contains("X-Amz-Expires=" + lives + "&");
    }

    @Test
    void defect_45_an_expert_opens_files_of_both_buckets_and_it_is_recorded() {
        var token = ExpertTokens.active();
        for (var path : new String[]{CUSTOMERS, EXPERTS})
            for (var file : new String[]{pdf, audio})
                assertThat(Camera.get(ask(path, token, "key", file).<String>path("signedUrl"))).isEqualTo(200);
        assertThat(audit.about(pdf)).hasSize(2)
                .allSatisfy(entry -> assertThat(entry.action()).isEqualTo("file.signed"));
    }

    @Test
    void defect_14_a_customer_is_no_expert_and_an_expert_of_the_past_is_nobody() {
        delivered();
        ask(EXPERTS, token(), "key", pdf).then().statusCode(403);
        for (var path : new String[]{CUSTOMERS, EXPERTS}) {
            ask(path, ExpertTokens.disabled(), "key", pdf).then().statusCode(401);
            shop.request().queryParam("key", pdf).get(path).then().statusCode(401);
            ask(path, "no.token.atall", "key", pdf).then().statusCode(401);
        }
    }

    @Test
    void what_is_no_file_of_ours_is_refused() {
        for (var path : new String[]{CUSTOMERS, EXPERTS}) {
            var token = ExpertTokens.active();
            for (var text : new String[]{"<svg/>", "https://evil.example/" + pdf, "uploads/../" + pdf, ""})
                ask(path, token, "url", text).then().statusCode(400);
            shop.request().auth().oauth2(token).get(path).then().statusCode(400);
        }
    }

    private String delivered() {
        var handle = shop.buy("mystique");
        var reading = new Reading(null, "…", "https://" + ShopResource.UPLOADS_BUCKET + ".s3.amazonaws.com/" + audio,
                pdf, "https://" + ShopResource.LECTURES_BUCKET + ".s3.eu-west-3.amazonaws.com/" + mandala, null, null,
                null);
        orders.mongoCollection().updateOne(eq("paymentIntentId", handle),
                combine(set("fulfilment.status", "DELIVERED"), set("fulfilment.reading", reading)));
        return handle;
    }

    private void change(String handle, String field, String value) {
        orders.mongoCollection().updateOne(eq("paymentIntentId", handle), set(field, value));
    }

    private String token() {
        return shop.signIn().then().statusCode(200).extract().path("token");
    }

    private Response ask(String path, String token, String parameter, String file) {
        return shop.request().auth().oauth2(token).queryParam(parameter, file).get(path);
    }
}
