package com.oraclelumira.api.intake;

import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.ledger.PaymentStatus;
import com.oraclelumira.api.orders.Intake;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.orders.Photo;
import com.oraclelumira.api.testing.Camera;
import com.oraclelumira.api.testing.ExpertTokens;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.uploads.Uploads;
import com.oraclelumira.api.users.Users;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.set;
import static com.oraclelumira.api.store.Conditions.all;
import static org.assertj.core.api.Assertions.assertThat;

/** Whose form counts for a free order, whose handle whoever names her address is told (contract M16, §6 line 8). */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("SEC-7")
class FormSenderTest {
    private static final Map<String, String> HERS = Map.of("firstName", "Paul", "birthPlace", "Paris");
    private static final Map<String, String> STRANGERS = Map.of("firstName", "Mallory", "specificQuestion", "Qui ?");

    @Inject
    Orders orders;
    @Inject
    Uploads uploads;
    @Inject
    Users users;

    private final Shop shop = new Shop();
    private final Shop stranger = new Shop();
    private String handle;

    @BeforeEach
    void a_free_order() {
        handle = shop.order("initie");
        shop.awaitStatus(handle, "paid");
    }

    @Test
    void a_stranger_overwrites_nothing_that_was_sent() {
        send(shop.request(), HERS, Map.of()).then().statusCode(200);
        var refusal = send(stranger.request(), STRANGERS, Map.of()).then().statusCode(403).extract();
        assertThat(refusal.<String>path("error")).contains("déjà été envoyé", "lien de connexion");
        assertThat(intake().firstName()).isEqualTo("Paul");
    }

    @Test
    void from_the_network_that_made_the_order_her_form_takes_the_place_of_a_strangers() {
        strangerWasFirst();
        send(shop.request(), HERS, Map.of()).then().statusCode(200);
        onlyHersIsLeft();
    }

    @Test
    void her_token_proves_the_same_from_any_network() {
        strangerWasFirst();
        var token = shop.signIn().then().statusCode(200).extract().<String>path("token");
        send(new Shop().request().auth().oauth2(token), HERS, Map.of()).then().statusCode(200);
        onlyHersIsLeft();
        send(stranger.request(), STRANGERS, Map.of()).then().statusCode(403);
    }

    @Test
    void anybody_elses_token_proves_nothing() {
        send(shop.request(), HERS, Map.of()).then().statusCode(200);
        var other = new Shop();
        other.buy("mystique");
        var customer = other.signIn().then().statusCode(200).extract().<String>path("token");
        send(other.request().auth().oauth2(customer), STRANGERS, Map.of()).then().statusCode(403);
        send(stranger.request().auth().oauth2(ExpertTokens.active()), STRANGERS, Map.of()).then().statusCode(403);
        assertThat(intake().firstName()).isEqualTo("Paul");
    }

    @Test
    void a_form_that_says_nothing_locks_nobody_out() {
        send(stranger.request(), Map.of("firstName", "Mallory"), Map.of()).then().statusCode(400);
        send(new Shop().request(), HERS, Map.of()).then().statusCode(200);
        assertThat(intake().firstName()).isEqualTo("Paul");
    }

    @Test
    void who_names_a_photo_of_the_form_has_sent_it_and_may_correct_it_from_where_she_is_now() {
        var phone = new Shop();
        var photo = Map.of("facePhotoKey", Camera.sent(phone, "face_photo"));
        send(phone.request(), HERS, photo).then().statusCode(200);
        send(phone.request(), HERS, photo).then().statusCode(200);
        send(new Shop().request(), Map.of("birthPlace", "Nice"), photo).then().statusCode(200);
        assertThat(intake()).extracting(Intake::firstName, Intake::birthPlace).containsExactly("Paul", "Nice");
        send(stranger.request(), STRANGERS, Map.of("facePhotoKey", Camera.sent(stranger, "face_photo"))).then()
                .statusCode(403);
        assertThat(intake().birthPlace()).isEqualTo("Nice");
    }

    @Test
    void signed_in_she_fills_her_profile_although_she_bought_elsewhere_before() {
        var token = shop.signIn().then().statusCode(200).extract().<String>path("token");
        orders.mongoCollection().updateOne(eq("paymentIntentId", handle), set("origin.network", "a café"));
        var home = new Shop();
        home.checkout(Map.of("productId", "mystique", "customerEmail", shop.email)).<String>path("orderId");
        orders.mongoCollection().updateOne(all(eq("buyer.email", shop.email), ne("paymentIntentId", handle)),
                set("payment.status", PaymentStatus.PAID.name()));
        send(new Shop().request().auth().oauth2(token), HERS, Map.of()).then().statusCode(200);
        assertThat(users.byEmail(shop.email).orElseThrow().profile().birthPlace()).isEqualTo("Paris");
    }

    private void strangerWasFirst() {
        send(stranger.request(), STRANGERS, Map.of("palmPhotoKey", Camera.sent(stranger, "palm_photo"))).then()
                .statusCode(200);
        assertThat(intake().fromElsewhere()).isTrue();
    }

    /** Not mixed with what the stranger wrote, and his photo is nobody's. */
    private void onlyHersIsLeft() {
        assertThat(intake()).extracting(Intake::firstName, Intake::specificQuestion, Intake::fromElsewhere)
                .containsExactly("Paul", null, null);
        assertThat(intake().photos()).extracting(Photo::key).isEmpty();
        assertThat(uploads.mongoCollection().find(eq("orderId",
                orders.byHandle(handle).orElseThrow().id())).first()).isNull();
    }

    private Response send(RequestSpecification from, Map<String, String> form, Map<String, String> keys) {
        return from.body(Map.of("formData", form, "uploadedKeys", keys))
                .post("/api/orders/by-payment-intent/" + handle + "/client-submit");
    }

    private Intake intake() {
        return orders.byHandle(handle).orElseThrow().intake();
    }
}
