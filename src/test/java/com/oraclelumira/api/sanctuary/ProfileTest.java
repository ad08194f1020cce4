package com.oraclelumira.api.sanctuary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Camera;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class ProfileTest {
    private final Shop shop = new Shop();
    private String token;
    private String free;

    @BeforeEach
    void signIn() {
        free = shop.order("initie");
        shop.awaitStatus(free, "paid");
        token = shop.signIn().then().statusCode(200).extract().path("token");
    }

    @Test
    void what_she_changes_is_what_the_next_read_says_field_by_field() {
        patch(Map.of("birthDate", "1990-05-15", "birthTime", "14:30", "birthPlace", "Paris", "role", "admin", "email",
                "thief@example.com")).then().statusCode(200);
        patch(Map.of("specificQuestion", "Ma question ?\nAvec deux lignes", "objective", "Paix")).then()
                .statusCode(200).body("profile.birthPlace", equalTo("Paris"));
        me().get("/api/users/profile").then().statusCode(200).body("email", equalTo(shop.email)).body("profile",
                equalTo(Map.of("birthDate", "1990-05-15", "birthTime", "14:30", "birthPlace", "Paris",
                        "specificQuestion", "Ma question ?\nAvec deux lignes", "objective", "Paix")));
    }

    @Test
    void a_blank_takes_a_value_away_and_an_absent_one_stays() {
        patch(Map.of("birthDate", "1990-05-15", "birthPlace", "Paris")).then().statusCode(200);
        patch(Map.of("birthPlace", " ")).then().statusCode(200).body("profile", not(hasKey("birthPlace")))
                .body("profile.birthDate", equalTo("1990-05-15"));
    }

    @Test
    void a_completed_form_gets_a_date_once() {
        var first = patch(Map.of("profileCompleted", true)).then().statusCode(200)
                .body("profile.submittedAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*\\.\\d{3}Z")).extract()
                .<String>path("profile.submittedAt");
        patch(Map.of("profileCompleted", true)).then().body("profile.submittedAt", equalTo(first));
        patch(Map.of("profileCompleted", true, "submittedAt", "2026-11-22T10:14:57.014Z")).then()
                .body("profile.submittedAt", equalTo("2026-11-22T10:14:57.014Z"));
    }

    @Test
    void texts_are_bounded_and_a_date_must_be_one() {
        patch(Map.of("specificQuestion", "x".repeat(5_001))).then().statusCode(400).body("code",
                equalTo("VALIDATION_ERROR"));
        patch(Map.of("birthPlace", "x".repeat(201))).then().statusCode(400);
        patch(Map.of("submittedAt", "hier")).then().statusCode(400);
        me().get("/api/users/profile").then().body("profile", equalTo(Map.of("profileCompleted", false)));
    }

    @Test
    void a_photo_must_be_one_that_she_sent() {
        for (var strange : List.of("https://evil.example/x.jpg", "uploads/2026/11/somebody-elses.jpg",
                "lectures/somebodys-reading.pdf", "javascript:alert(1)"))
            patch(Map.of("facePhotoUrl", strange)).then().statusCode(400);
        me().get("/api/users/profile").then().body("profile", not(hasKey("facePhotoUrl")));
    }

    @Test
    void a_photo_that_cannot_be_taken_costs_nothing_of_the_rest_and_is_named() {
        var palm = Camera.sent(shop, "palm_photo");
        patch(Map.of("birthPlace", "Paris", "profileCompleted", true, "facePhotoUrl", "uploads/2026/11/nobodys.jpg",
                "palmPhotoUrl", palm)).then().statusCode(200)
                .body("message", equalTo("La photo de votre visage est introuvable, envoyez-la de nouveau."))
                .body("profile.birthPlace", equalTo("Paris")).body("profile.profileCompleted", equalTo(true))
                .body("profile", not(hasKey("facePhotoUrl"))).body("profile.palmPhotoUrl", containsString("X-Amz-"));
        patch(Map.of("objective", "Paix")).then().statusCode(200).body("", not(hasKey("message")));
        ShopResource.storage().overloaded(true);
        try {
            var face = Camera.presign(shop, "face_photo", "image/jpeg", "a.jpg").<String>path("key");
            patch(Map.of("birthPlace", "Nice", "facePhotoUrl", face)).then().statusCode(200)
                    .body("profile.birthPlace", equalTo("Nice")).body("message", startsWith("Le stockage"));
            patch(Map.of("facePhotoUrl", face)).then().statusCode(503);
        } finally {
            ShopResource.storage().overloaded(false);
        }
    }

    @Test
    void a_photo_of_her_free_orders_form_is_hers_whatever_network_it_came_from() {
        var phone = new Shop();
        var key = Camera.sent(phone, "face_photo");
        phone.request().body(Map.of("formData", Map.of("birthPlace", "Paris"), "uploadedKeys",
                Map.of("facePhotoKey", key))).post("/api/orders/by-payment-intent/" + free + "/client-submit").then()
                .statusCode(200);
        patch(Map.of("facePhotoUrl", key)).then().statusCode(200).body("profile.facePhotoUrl",
                containsString("X-Amz-"));
        var other = new Shop();
        other.order("initie");
        var stranger = other.signIn().then().statusCode(200).extract().<String>path("token");
        given().auth().oauth2(stranger).contentType(ContentType.JSON).body(Map.of("facePhotoUrl", key))
                .patch("/api/users/profile").then().statusCode(400);
    }

    @Test
    void the_photo_that_she_has_may_be_named_by_the_key_under_which_she_sent_it() {
        var key = Camera.sent(shop, "face_photo");
        patch(Map.of("facePhotoUrl", key)).then().statusCode(200);
        ShopResource.storage().overloaded(true);
        try {
            patch(Map.of("facePhotoUrl", key)).then().statusCode(200).body("", not(hasKey("message")));
        } finally {
            ShopResource.storage().overloaded(false);
        }
    }

    @Test
    void an_empty_change_changes_nothing() {
        patch(new HashMap<>()).then().statusCode(200).body("profile.profileCompleted", equalTo(false));
    }

    private Response patch(Map<String, ?> body) {
        return me().body(body).patch("/api/users/profile");
    }

    private RequestSpecification me() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
