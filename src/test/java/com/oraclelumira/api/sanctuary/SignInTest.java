package com.oraclelumira.api.sanctuary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.mongodb.client.model.Filters;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.audit.AuditTrail;
import com.oraclelumira.api.http.ProblemException;
import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Colleague;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StoreSteps;
import com.oraclelumira.api.users.Users;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

@QuarkusTest
@QuarkusTestResource(ShopResource.class)
class SignInTest {
    private static final Pattern LINK = Pattern
            .compile("https://api\\.oraclelumira\\.test(/api/users/auth/link/[\\w-]+)");

    @Inject
    SettableClock clock;

    @Inject
    Orders orders;

    @Inject
    Users users;

    @Inject
    SignIn signIn;

    @Inject
    AuditTrail audit;

    @Inject
    MeterRegistry metrics;

    @Inject
    StoreSteps steps;

    private final Shop shop = new Shop();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Tag("defect-50")
    void who_just_paid_from_this_network_gets_in_with_her_address_alone() {
        shop.buy("mystique");
        shop.signIn().then().statusCode(200).body("success", equalTo(true)).body("user.email", equalTo(shop.email))
                .body("user.firstName", equalTo("Paul")).body("user.lastName", equalTo("Payant Dupont"))
                .body("user.level", equalTo(2)).body("products", equalTo(List.of("initie", "mystique")));
    }

    @Test
    @Tag("defect-4")
    void nobody_else_gets_in_and_cannot_tell_whether_the_address_is_known() {
        shop.buy("mystique");
        var known = signIn(shop.fromElsewhere(), shop.email);
        var unknown = signIn(shop.fromElsewhere(), "nobody." + shop.email);
        for (var answer : List.of(known, unknown))
            answer.then().statusCode(403).body("message", containsString("Un lien de connexion"));
        assertThat(known.<String>path("message")).isEqualTo(unknown.path("message"));
    }

    @Test
    void the_proof_by_purchase_ends_after_an_hour() {
        shop.buy("mystique");
        clock.advance(Duration.ofMinutes(61));
        shop.signIn().then().statusCode(403);
    }

    @Test
    void a_purchase_in_somebody_elses_name_does_not_open_her_account() {
        shop.buy("mystique");
        var thief = new Shop();
        thief.checkout(Map.of("productId", "profond", "customerEmail", shop.email)).then().statusCode(200);
        var free = thief.checkout(Map.of("productId", "initie", "customerEmail", shop.email)).<String>path("orderId");
        thief.awaitStatus(free, "paid");
        signIn(thief.request(), shop.email).then().statusCode(403);
    }

    /** As many as it takes to fill a list of her newest orders. */
    @Test
    @Tag("SEC-8")
    void carts_that_strangers_leave_in_her_name_hide_none_of_her_purchases() {
        shop.buy("mystique");
        var token = shop.signIn().then().statusCode(200).extract().<String>path("token");
        var thief = new Shop();
        leave(300, thief.checkout(Map.of("productId", "profond", "customerEmail", shop.email)).path("orderId"));
        var free = thief.checkout(Map.of("productId", "initie", "customerEmail", shop.email)).<String>path("orderId");
        thief.awaitStatus(free, "paid");

        signIn(thief.request(), shop.email).then().statusCode(403);
        shop.request().auth().oauth2(token).get("/api/users/entitlements").then().statusCode(200)
                .body("highestLevel", equalTo("mystique"));
    }

    private void leave(int carts, String handle) {
        var stored = orders.mongoCollection().withDocumentClass(Document.class);
        var cart = stored.find(Filters.eq("paymentIntentId", handle)).first();
        cart.remove("paymentIntentId");
        cart.get("origin", Document.class).remove("key");
        stored.insertMany(IntStream.range(0, carts).mapToObj(n -> new Document(cart).append("_id", new ObjectId())
                .append("orderNumber", "cart-" + n + "-" + handle)).toList());
    }

    @Test
    void her_own_purchase_ends_the_session_of_who_took_her_address_before() {
        var squatter = new Shop();
        var free = squatter.checkout(Map.of("productId", "initie", "customerEmail", shop.email))
                .<String>path("orderId");
        squatter.awaitStatus(free, "paid");
        var stolen = signIn(squatter.request(), shop.email).then().statusCode(200).extract().<String>path("token");
        profile(stolen).then().statusCode(200);
        shop.buy("mystique");
        Shop.await().until(() -> profile(stolen).statusCode() == 401);
        signIn(squatter.request(), shop.email).then().statusCode(403);
    }

    @Test
    void a_stranger_s_free_order_ends_nobody_s_session_and_names_nobody_s_account() {
        shop.buy("mystique");
        var token = shop.signIn().<String>path("token");
        var stranger = new Shop();
        var free = stranger
                .checkout(Map.of("productId", "initie", "customerEmail", shop.email, "customerName", "Mallory X"))
                .<String>path("orderId");
        Shop.await().until(() -> orders.byHandle(free).orElseThrow().userId() != null);
        profile(token).then().statusCode(200).body("firstName", equalTo("Paul"));
    }

    @Test
    void who_pays_gives_the_account_its_name_over_who_only_took_a_free_reading() {
        var stranger = new Shop();
        var free = stranger
                .checkout(Map.of("productId", "initie", "customerEmail", shop.email, "customerName", "Mallory X"))
                .<String>path("orderId");
        Shop.await().until(() -> orders.byHandle(free).orElseThrow().userId() != null);
        shop.buy("mystique");
        Shop.await().until(() -> "Paul".equals(users.byEmail(shop.email).orElseThrow().firstName()));
    }

    @Test
    @Tag("SEC-2")
    void every_entrance_is_on_her_own_trail_and_every_refusal_is_counted() {
        shop.buy("mystique");
        var before = metrics.counter("lumira.sign_ins", "outcome", "refused").count();
        signIn(shop.fromElsewhere(), shop.email).then().statusCode(403);
        signIn(shop.fromElsewhere(), "nobody." + shop.email).then().statusCode(403);
        assertThat(metrics.counter("lumira.sign_ins", "outcome", "refused").count()).isEqualTo(before + 2);
        shop.signIn().then().statusCode(200);
        var id = users.byEmail(shop.email).orElseThrow().id();
        assertThat(audit.about("client:" + id)).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("client.signed_in");
            assertThat(entry.actor()).isEqualTo("client:" + id);
            assertThat(entry.detail()).isEqualTo("proof=purchase");
        });
    }

    @Test
    void a_known_and_an_unknown_address_are_asked_about_alike() {
        shop.buy("mystique");
        var known = steps(shop.email);
        assertThat(known).isEqualTo(steps("nobody." + shop.email)).isNotEmpty();
    }

    /** What a refused sign-in asks the database before it is answered. */
    private List<String> steps(String email) {
        var seen = new ArrayList<String>();
        steps.during(() -> {
            try {
                signIn.signIn(email, "203.0.113.7");
            } catch (ProblemException refused) {
                // as both are
            }
        }, seen::add);
        return seen;
    }

    @Test
    void no_number_of_strangers_asking_locks_the_owner_out() {
        shop.buy("mystique");
        for (int i = 0; i < 12; i++)
            signIn(new Shop().request(), shop.email).then().statusCode(403);
        shop.signIn().then().statusCode(200);
    }

    @Test
    void a_returning_customer_with_an_open_or_declined_checkout_is_mailed_her_link() {
        shop.buy("mystique");
        var cafe = new Shop();
        cafe.checkout(Map.of("productId", "profond", "customerEmail", shop.email)).then().statusCode(200);
        signIn(cafe.request(), shop.email).then().statusCode(403);
        awaitLink();
    }

    @Test
    void a_declined_payment_is_not_told_to_wait() {
        Shop.webhooksGoTo("/api/payments/webhook");
        var intent = shop.order("mystique");
        ShopResource.stripe().cardholder().decline(intent);
        shop.awaitStatus(intent, "failed");
        shop.signIn().then().statusCode(403);
    }

    @Test
    void a_mail_repeats_nothing_of_the_name_that_could_become_a_link() {
        shop.checkout(Map.of("productId", "initie", "customerEmail", shop.email, "customerName",
                "Gagnez:https://evil.example/?x=1\u202e <b>x</b>")).then().statusCode(200);
        Shop.await().until(() -> !mailsTo(shop.email).isEmpty());
        assertThat(mailsTo(shop.email).getFirst()).doesNotContain("evil.example").doesNotContain("https://e");
    }

    @Test
    void a_payment_not_yet_settled_is_told_to_wait_and_mails_nothing() {
        shop.order("mystique");
        shop.signIn().then().statusCode(401).body("message", containsString("veuillez patienter"));
        assertThat(mailsTo(shop.email)).isEmpty();
    }

    @Test
    void the_mailed_link_lets_its_browser_in_once() {
        shop.buy("mystique");
        var phone = new Shop();
        signIn(phone.request(), shop.email).then().statusCode(403);
        var link = awaitLink();
        phone.request().get(link).then().statusCode(200).body(containsString("<button"));
        signIn(phone.request(), shop.email).then().statusCode(403);
        phone.request().redirects().follow(false).post(link).then().statusCode(303).header("Location",
                equalTo(ShopResource.CUSTOMER_APP + "/sanctuaire?email=" + shop.email.replace("@", "%40")));
        signIn(phone.request(), shop.email).then().statusCode(200);
        phone.request().redirects().follow(false).post(link).then().statusCode(410);
        signIn(shop.fromElsewhere(), shop.email).then().statusCode(403);
        clock.advance(Duration.ofMinutes(11));
        signIn(phone.request(), shop.email).then().statusCode(403);
    }

    @Test
    @Tag("SEC-2")
    void an_admin_ends_also_the_session_that_a_link_opened_and_what_the_link_let_in() {
        shop.buy("mystique");
        var thief = new Shop();
        signIn(thief.request(), shop.email).then().statusCode(403);
        thief.request().redirects().follow(false).post(awaitLink()).then().statusCode(303);
        var stolen = signIn(thief.request(), shop.email).then().statusCode(200).extract().<String>path("token");
        var id = users.byEmail(shop.email).orElseThrow().id().toHexString();
        Colleague.admin().request().post("/api/users/" + id + "/end-sessions").then().statusCode(200);

        profile(stolen).then().statusCode(401);
        signIn(thief.request(), shop.email).then().statusCode(403);
        profile(shop.signIn().then().statusCode(200).extract().path("token")).then().statusCode(200);
    }

    @Test
    void a_link_dies_after_fifteen_minutes_and_a_made_up_one_never_lived() {
        shop.buy("mystique");
        signIn(shop.fromElsewhere(), shop.email);
        var link = awaitLink();
        clock.advance(Duration.ofMinutes(16));
        shop.fromElsewhere().get(link).then().statusCode(410);
        shop.fromElsewhere().redirects().follow(false).post(link).then().statusCode(410);
        shop.fromElsewhere().get("/api/users/auth/link/made-up").then().statusCode(410);
    }

    @Test
    void the_uis_own_retries_mail_one_link() {
        shop.buy("mystique");
        var elsewhere = new Shop();
        for (int i = 0; i < 4; i++)
            signIn(elsewhere.request(), shop.email).then().statusCode(403);
        awaitLink();
        assertThat(mailsTo(shop.email).stream().filter(mail -> LINK.matcher(mail).find())).hasSize(1);
    }

    @Test
    @Tag("defect-4")
    void a_returning_customer_who_came_by_her_link_stays_signed_in_when_she_buys_elsewhere() {
        var squatter = new Shop();
        squatter.awaitStatus(squatter.checkout(Map.of("productId", "initie", "customerEmail", shop.email))
                .path("orderId"), "paid");
        var stolen = signIn(squatter.request(), shop.email).then().statusCode(200).extract().<String>path("token");
        signIn(shop.request(), shop.email).then().statusCode(403);
        shop.request().redirects().follow(false).post(awaitLink()).then().statusCode(303);
        var token = shop.signIn().then().statusCode(200).extract().<String>path("token");
        shop.buy("mystique");
        Shop.await().until(() -> profile(stolen).statusCode() == 401);
        profile(token).then().statusCode(200);
    }

    @Test
    void an_address_is_asked_for_and_must_be_one() {
        shop.request().body(Map.of()).post("/api/users/auth/sanctuaire-v2").then().statusCode(400).body("error",
                equalTo("Email requis"));
        signIn(shop.request(), "x").then().statusCode(400).body("code", equalTo("INVALID_EMAIL"));
    }

    @Test
    void the_token_opens_profile_and_entitlements() {
        shop.buy("mystique");
        var token = shop.signIn().<String>path("token");
        profile(token).then().statusCode(200).body("email", equalTo(shop.email)).body("phone", equalTo("0612345678"))
                .body("profile", equalTo(Map.of("profileCompleted", false)));
        given().auth().oauth2(token).get("/api/users/entitlements").then().statusCode(200)
                .body("products", equalTo(List.of("initie", "mystique"))).body("highestLevel", equalTo("mystique"))
                .body("levelMetadata.color", equalTo("#7C3AED")).body("orderCount", equalTo(1))
                .body("capabilities", hasItems("readings.pdf", "sanctuaire.sphere.rituals"));
    }

    @Test
    @Tag("SEC-2")
    void no_token_or_a_bad_one_is_401_with_the_texts_that_the_ui_knows() {
        given().get("/api/users/profile").then().statusCode(401).body("error",
                equalTo("Token d'authentification requis"));
        for (var bad : List.of("x.y.z", unsigned(), "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"))
            profile(bad).then().statusCode(401).body("error", equalTo("Token invalide"));
        clock.set(clock.instant().minus(Duration.ofHours(25)));
        var expired = new Shop();
        expired.checkout("initie");
        Shop.await().until(() -> expired.signIn().statusCode() == 200);
        profile(expired.signIn().path("token")).then().statusCode(401);
    }

    private static String unsigned() {
        var encoder = java.util.Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes()) + "."
                + encoder.encodeToString(
                        "{\"iss\":\"oracle-lumira\",\"aud\":\"sanctuaire\",\"groups\":[\"customer\"],\"exp\":9999999999}"
                                .getBytes())
                + ".";
    }

    private static Response profile(String token) {
        return given().auth().oauth2(token).get("/api/users/profile");
    }

    private static Response signIn(RequestSpecification who, String email) {
        return who.body(Map.of("email", email)).post("/api/users/auth/sanctuaire-v2");
    }

    private String awaitLink() {
        Shop.await().until(() -> mailsTo(shop.email).stream().anyMatch(mail -> LINK.matcher(mail).find()));
        return mailsTo(shop.email).stream().map(LINK::matcher).filter(java.util.regex.Matcher::find).findFirst()
                .orElseThrow().group(1);
    }

    private static List<String> mailsTo(String address) {
        return Arrays.stream(ShopResource.mail().getReceivedMessages()).map(GreenMailUtil::getWholeMessage)
                .map(mail -> mail.replace("=\r\n", "").replace("=3D", "=")).filter(mail -> mail.contains(address))
                .toList();
    }
}
