package com.oraclelumira.api.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import com.oraclelumira.api.testing.Camera;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** A customer with a browser and a mailbox: she sees what the customers' app shows, and nothing behind it. */
final class Customer {
    private static final Pattern LINK = Pattern
            .compile("https://api\\.oraclelumira\\.test(/api/users/auth/link/[\\w-]+)");
    private static final Pattern SOFT_BREAK = Pattern.compile("=\r\n");

    final String email;
    private final Shop network;
    private String token = "";

    /** What she bought: the handle in her confirmation page's address, and the number by which the desk knows it. */
    record Purchase(String handle, String id) {}

    Customer() {
        network = new Shop();
        email = network.email;
    }

    private Customer(String email) {
        this.email = email;
        this.network = new Shop();
    }

    /** The same customer on another network, signed out. */
    Customer elsewhere() {
        return new Customer(email);
    }

    /** Opens a checkout; a free level is bought with that. */
    Purchase orders(String level) {
        var answer = network.checkout(Map.of("productId", level, "customerEmail", email, "customerName",
                "Claire Martin", "customerPhone", "0612345678"));
        String handle = answer.then().statusCode(200).extract().path("orderId");
        return new Purchase(handle, network.status(handle).path("_id"));
    }

    Purchase buys(String level) {
        var purchase = orders(level);
        pays(purchase);
        return purchase;
    }

    /** Her card is charged, and her confirmation page asks until it says so. */
    void pays(Purchase purchase) {
        Shop.webhooksGoTo("/api/payments/webhook");
        ShopResource.stripe().cardholder().succeed(purchase.handle());
        network.awaitStatus(purchase.handle(), "paid");
    }

    void isDeclined(Purchase purchase) {
        Shop.webhooksGoTo("/api/payments/webhook");
        ShopResource.stripe().cardholder().decline(purchase.handle());
        network.awaitStatus(purchase.handle(), "failed");
    }

    void getsHerMoneyBack(Purchase purchase, int cents) {
        ShopResource.stripe().bank().refund(purchase.handle(), cents);
        network.awaitStatus(purchase.handle(), "refunded");
    }

    /** Until she is in: as the page does, she asks again while her account is being made. */
    void signsIn() {
        Shop.await().pollInterval(Duration.ofMillis(300)).until(() -> {
            var answer = knocks();
            token = answer.statusCode() == 200 ? answer.path("token") : "";
            return request().get("/api/users/profile").statusCode() == 200;
        });
    }

    Response knocks() {
        return network.request().body(Map.of("email", email)).post("/api/users/auth/sanctuaire-v2");
    }

    /** Opens the link that was mailed to her, here, and presses its button. */
    void opensHerLink() {
        Shop.await().until(() -> LINK.matcher(String.join("\n", mails("Votre lien de connexion"))).find());
        var link = LINK.matcher(mails("Votre lien de connexion").getLast());
        assertThat(link.find()).isTrue();
        network.request().get(link.group(1)).then().statusCode(200);
        network.request().redirects().follow(false).post(link.group(1)).then().statusCode(303);
    }

    /** Two photos straight to the bucket, then the form, then her profile. */
    void sendsHerForm(Purchase purchase) {
        fillsIn(purchase).then().statusCode(200);
        request().body(Map.of("birthDate", "1990-05-15", "profileCompleted", true)).patch("/api/users/profile").then()
                .statusCode(200);
    }

    /** Two photos and the form, as the page does: without a token. */
    Response fillsIn(Purchase purchase) {
        var keys = Map.of("facePhotoKey", Camera.sent(network, "face_photo"), "palmPhotoKey",
                Camera.sent(network, "palm_photo"));
        var form = Map.of("email", email, "phone", "0612345678", "firstName", "Claire", "lastName", "Martin",
                "dateOfBirth", "1990-05-15", "birthTime", "14:30", "birthPlace", "Lyon", "specificQuestion",
                "Quelle est ma voie ?", "objective", "Paix");
        return network.request().body(Map.of("formData", form, "uploadedKeys", keys))
                .post("/api/orders/by-payment-intent/" + purchase.handle() + "/client-submit");
    }

    /** What her browser keeps while she is signed in. */
    String token() {
        return token;
    }

    JsonPath profile() {
        return get("/api/users/profile");
    }

    /** "Mes lectures". */
    JsonPath readings() {
        return get("/api/users/orders/completed");
    }

    /** The row of this purchase. */
    Map<String, ?> reading(Purchase purchase) {
        return readings().getMap("orders.find { it.id == '" + purchase.id() + "' }");
    }

    /** What the button of a file of hers is answered. */
    Response asksFor(String file) {
        return request().queryParam("url", file).get("/api/users/files/presign");
    }

    /** The file itself, from the bucket. */
    String opens(String file) throws IOException, InterruptedException {
        return fetched(asksFor(file).then().statusCode(200).extract().path("signedUrl"));
    }

    static String fetched(String address) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    /** Those in her mailbox whose subject begins so, oldest first. */
    List<String> mails(String subject) {
        return Arrays.stream(ShopResource.mail().getReceivedMessages()).filter(mail -> isHers(mail, subject))
                .map(GreenMailUtil::getWholeMessage)
                .map(mail -> SOFT_BREAK.matcher(mail).replaceAll("").replace("=3D", "=")).toList();
    }

    private boolean isHers(MimeMessage mail, String subject) {
        try {
            return mail.getSubject().startsWith(subject) && mail.getAllRecipients()[0].toString().equals(email);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonPath get(String path) {
        return request().get(path).then().statusCode(200).extract().jsonPath();
    }

    private RequestSpecification request() {
        return network.request().auth().oauth2(token);
    }
}
