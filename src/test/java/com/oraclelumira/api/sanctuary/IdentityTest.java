package com.oraclelumira.api.sanctuary;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.users.Users;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class IdentityTest {
    private static final Pattern LINK = Pattern
            .compile("https://api\\.oraclelumira\\.test(/api/users/email-change/[\\w-]+)");

    @Inject
    SettableClock clock;

    @Inject
    Users users;

    @Inject
    PendingEmails pending;

    private final Shop shop = new Shop();
    private final String wanted = "neu." + shop.email;
    private String token;

    @BeforeEach
    void signIn() {
        shop.buy("mystique");
        token = shop.signIn().then().statusCode(200).extract().path("token");
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void the_page_sends_all_four_and_an_empty_phone_is_fine() {
        patch(Map.of("firstName", "Paulo", "lastName", "Dupont", "phone", "", "email", shop.email)).then()
                .statusCode(200).body("firstName", equalTo("Paulo")).body("lastName", equalTo("Dupont"))
                .body("email", equalTo(shop.email)).body("", not(hasKey("phone"))).body("message", nullValue());
        me().get("/api/users/me").then().statusCode(200).body("firstName", equalTo("Paulo"));
    }

    @Test
    void formats_are_refused_with_the_sentences_that_the_page_shows_and_nothing_changes() {
        patch(Map.of("firstName", "Paulo", "phone", "06 12")).then().statusCode(400).body("error",
                equalTo("Format téléphone invalide"));
        patch(Map.of("firstName", "Paulo", "email", "x")).then().statusCode(400).body("error",
                equalTo("Format email invalide"));
        patch(Map.of("firstName", " ")).then().statusCode(400);
        patch(Map.of("lastName", "x".repeat(51))).then().statusCode(400);
        me().get("/api/users/me").then().body("firstName", equalTo("Paul"));
    }

    @Test
    void a_number_may_be_written_as_people_write_it() {
        for (var written : List.of("06 12 34 56 79", "+33 6.12.34.56.79", "(06)12-34-56-79"))
            patch(Map.of("phone", written)).then().statusCode(200);
        patch(Map.of("phone", "+33612345679")).then().body("phone", equalTo("+33612345679"));
    }

    @Test
    @Tag("SEC-2")
    void an_address_changes_only_when_the_new_mailbox_confirms_it() {
        patch(Map.of("email", wanted.toUpperCase(java.util.Locale.ROOT))).then().statusCode(200)
                .body("email", equalTo(shop.email)).body("message", containsString("lien de confirmation"));
        var link = awaitLink(wanted);
        given().get(link).then().statusCode(200).body(containsString("<button"));
        me().get("/api/users/me").then().body("email", equalTo(shop.email));
        confirm(link).then().statusCode(303);
        me().get("/api/users/me").then().statusCode(200).body("email", equalTo(wanted));
        me().get("/api/users/entitlements").then().body("highestLevel", equalTo("mystique"));
        me().get("/api/users/orders/completed").then().body("total", equalTo(1));
        confirm(link).then().statusCode(410);
    }

    @Test
    @Tag("SEC-2")
    void the_old_address_hears_of_it_and_opens_nothing_any_more() {
        patch(Map.of("email", wanted)).then().statusCode(200);
        confirm(awaitLink(wanted)).then().statusCode(303);
        Shop.await().until(() -> mailsTo(shop.email).stream().anyMatch(mail -> mail.contains("vient d'")));
        shop.signIn().then().statusCode(403);
    }

    @Test
    @Tag("SEC-2")
    @Tag("defect-4")
    void whether_an_address_has_an_account_is_told_to_its_mailbox_and_to_nobody_else() {
        var other = new Shop();
        other.buy("mystique");
        Shop.await().until(() -> users.byEmail(other.email).isPresent());
        var taken = patch(Map.of("email", other.email));
        assertThat(asked()).containsExactly(other.email);
        var free = patch(Map.of("email", wanted));
        assertThat(asked()).containsExactly(wanted);
        taken.then().statusCode(200).body("email", equalTo(shop.email))
                .body("message", containsString("lien de confirmation"));
        assertThat(free.statusCode()).isEqualTo(taken.statusCode());
        assertThat(free.asString()).isEqualTo(taken.asString());
        assertThat(free.headers().asList()).extracting("name").isEqualTo(
                taken.headers().asList().stream().map(io.restassured.http.Header::getName).toList());
        Shop.await().until(() -> mailsTo(other.email).stream().anyMatch(mail -> mail.contains("un compte : rien n")));
        assertThat(mailsTo(other.email)).noneMatch(mail -> LINK.matcher(mail).find());
        awaitLink(wanted);
    }

    @Test
    @Tag("defect-26")
    void two_accounts_never_share_an_address() {
        var other = new Shop();
        other.buy("mystique");
        Shop.await().until(() -> users.byEmail(other.email).isPresent());
        var user = users.byEmail(shop.email).orElseThrow();
        var link = "/api/users/email-change/" + pending.create(user, other.email);
        confirm(link).then().statusCode(410).body(containsString("autre compte"));
        me().get("/api/users/me").then().body("email", equalTo(shop.email));
    }

    /** The addresses that she asked for and has not confirmed. */
    private List<String> asked() {
        return pending.of(users.byEmail(shop.email).orElseThrow().id()).stream().map(PendingEmail::to).toList();
    }

    @Test
    void an_address_taken_while_the_link_was_on_its_way_is_not_taken_from_its_owner() {
        patch(Map.of("email", wanted)).then().statusCode(200);
        var link = awaitLink(wanted);
        new Shop().checkout(Map.of("productId", "initie", "customerEmail", wanted)).then().statusCode(200);
        Shop.await().until(() -> users.byEmail(wanted).isPresent());
        confirm(link).then().statusCode(410);
        me().get("/api/users/me").then().body("email", equalTo(shop.email));
    }

    @Test
    void only_the_latest_wish_counts_and_for_a_day() {
        patch(Map.of("email", wanted)).then().statusCode(200);
        var first = awaitLink(wanted);
        patch(Map.of("email", "other." + shop.email)).then().statusCode(200);
        confirm(first).then().statusCode(410);
        var second = awaitLink("other." + shop.email);
        clock.advance(Duration.ofHours(25));
        confirm(second).then().statusCode(410);
        given().get("/api/users/email-change/made-up").then().statusCode(410);
    }

    @Test
    @Tag("SEC-8")
    void nobody_fills_mailboxes_with_our_links() {
        for (int n = 0; n < 10; n++)
            patch(Map.of("email", n + wanted)).then().statusCode(200);
        patch(Map.of("email", "11" + wanted)).then().statusCode(429);
    }

    @Test
    @Tag("SEC-8")
    void nor_one_mailbox_from_many_accounts() {
        var other = new Shop();
        other.buy("mystique");
        var others = other.signIn().<String>path("token");
        for (int n = 0; n < 5; n++) {
            patch(Map.of("email", wanted)).then().statusCode(200);
            given().auth().oauth2(others).contentType(ContentType.JSON).body(Map.of("email", wanted))
                    .patch("/api/users/me").then().statusCode(200);
        }
        patch(Map.of("email", wanted)).then().statusCode(429);
    }

    private static Response confirm(String link) {
        return given().redirects().follow(false).post(link);
    }

    private Response patch(Map<String, ?> body) {
        return me().body(body).patch("/api/users/me");
    }

    private RequestSpecification me() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private static String awaitLink(String address) {
        Shop.await().until(() -> mailsTo(address).stream().anyMatch(mail -> LINK.matcher(mail).find()));
        return mailsTo(address).stream().map(LINK::matcher).filter(java.util.regex.Matcher::find).findFirst()
                .orElseThrow().group(1);
    }

    private static List<String> mailsTo(String address) {
        return Arrays.stream(ShopResource.mail().getReceivedMessages()).map(GreenMailUtil::getWholeMessage)
                .map(mail -> mail.replace("=\r\n", "").replace("=3D", "="))
                .filter(mail -> mail.contains("To: " + address)).toList();
    }
}
