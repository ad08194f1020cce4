package com.oraclelumira.sandbox.demo;

import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import com.mongodb.client.model.Filters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

import com.oraclelumira.sandbox.LocalShop;
import com.oraclelumira.sandbox.ShopSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop of {@code mvn -Prun} in a real browser: pages call the API and the bucket across origins, under their own
 * security policy. A failure leaves a picture in {@code target/browser}; {@code -Dbrowser.pictures=true} one of each page.
 */
@Tag("GO-1")
@Tag("TST-2")
@Tag("TST-5")
@ExtendWith(Installed.class)
class DemoBrowserIT {
    private static final By ENTER = By.id("enter");
    private static final By SUBMIT = By.cssSelector("#intake > button");

    @TempDir
    static Path folder;

    private static LocalShop shop;
    private static Chromium browser;

    @RegisterExtension
    AfterTestExecutionCallback witness = context -> context.getExecutionException()
            .ifPresent(failure -> browser.photograph("failure-" + context.getRequiredTestMethod().getName()));

    private final String email = "claire." + UUID.randomUUID().toString().substring(0, 8) + "@example.com";

    @BeforeAll
    static void open() throws IOException {
        browser = Chromium.open(Files.createDirectory(folder.resolve("profile")));
        shop = LocalShop.start(ShopSettings.forTests(folder.resolve("shop")));
    }

    @AfterAll
    static void close() {
        if (browser != null)
            browser.close();
        if (shop != null)
            shop.close();
    }

    @BeforeEach
    void forgetComplaints() {
        browser.complaints();
    }

    @Test
    void a_customer_pays_sends_two_photos_and_reads_what_an_expert_let_out() throws Exception {
        buys();
        sendsHerForm();
        waits();
        theExpertHasItMade();
        theExpertRefusesOnceThenDelivers();
        isWrittenTo();
        reads();
        assertThat(browser.complaints()).isEmpty();
    }

    private void buys() {
        browser.open(shop.demoUrl() + "/demo");
        browser.picture("levels");
        browser.click(By.cssSelector("a[href='/demo/buy/mystique']"));
        browser.type("name", "Claire Martin");
        browser.type("email", email);
        browser.type("phone", "06 12 34 56 78");
        browser.picture("buy");
        browser.click(By.cssSelector("form button"));
        browser.see("Paiement de 47 €");
        browser.picture("pay");
        browser.click(By.cssSelector("button[value=SUCCEED]"));
        browser.see(ENTER, "Entrer dans le sanctuaire");
        browser.picture("order");
        browser.click(ENTER);
    }

    private void sendsHerForm() throws IOException {
        browser.see("Préparons votre lecture");
        browser.choose("face", Snapshot.in(folder, "visage", Color.PINK));
        browser.choose("palm", Snapshot.in(folder, "paume", Color.ORANGE));
        browser.see(By.cssSelector("label.photo:nth-of-type(1)"), "photo envoyée");
        browser.see(By.cssSelector("label.photo:nth-of-type(2)"), "photo envoyée");
        browser.pick("dateOfBirth", "1990-05-15");
        browser.pick("birthTime", "14:30");
        browser.type("birthPlace", "Lyon, France");
        browser.type("specificQuestion", "Quelle est ma voie ?");
        browser.type("objective", "La paix");
        browser.picture("onboarding");
        browser.click(SUBMIT);
    }

    private void waits() {
        browser.see("Mes lectures", "Claire Martin", "Quelle est ma voie ?", "Reçue");
        browser.seePictures(By.cssSelector(".photos img"), 2);
        assertThat(browser.all(By.cssSelector(".steps .done"))).hasSize(1);
        browser.picture("waiting");
    }

    private void theExpertHasItMade() {
        browser.open(shop.demoUrl() + "/demo/desk");
        browser.see("Mot de passe");
        browser.picture("desk-login");
        browser.click(By.cssSelector("#login button"));
        var number = shop.mongo().database().getCollection("orders").find(Filters.eq("buyer.email", email)).first()
                .getString("orderNumber");
        browser.click(By.xpath("//div[@id='queues']//a[contains(., '%s')]".formatted(number)));
        browser.see(By.id("order"), email, "1990-05-15, 14:30, Lyon, France", "Quelle est ma voie ?");
        browser.seePictures(By.cssSelector("#order .photos img"), 2);
        browser.doNotSee("undefined");
        browser.picture("desk-order");
        browser.press("Prendre cette commande");
        browser.see(By.id("order"), "Prise par");
        browser.picture("desk-taken");
        browser.press("Lancer la génération");
        browser.see(By.id("order"), "n8n rédige la lecture");
        browser.picture("desk-processing");
    }

    private void theExpertRefusesOnceThenDelivers() {
        browser.see(By.id("order"), "à valider", "Chère Claire", "Voici votre lecture.");
        browser.picture("desk-validate");
        browser.press("Refuser");
        browser.see(By.id("notice"), "Indiquez pourquoi");
        browser.type("reason", "Plus de douceur.");
        browser.press("Refuser");
        browser.see(By.id("order"), "à valider", "reprise : Plus de douceur.");
        browser.press("Ouvrir le PDF");
        assertThat(browser.openedTab()).startsWith(shop.storage().endpoint());
        browser.press("Valider et livrer");
        browser.see(By.id("order"), "livrée");
        browser.picture("desk-delivered");
    }

    private void isWrittenTo() {
        browser.open(shop.demoUrl() + "/demo/mail");
        browser.seeReloading("Votre lecture Oracle Lumira est prête");
        browser.picture("mailbox");
        browser.click(By.partialLinkText("est prête"));
        browser.picture("mail");
        browser.click(By.cssSelector(".letter-text a"));
    }

    private void reads() throws Exception {
        browser.see(By.cssSelector(".reading"), "Chère Claire", "reprise : Plus de douceur.");
        assertThat(browser.all(By.cssSelector(".steps .done"))).hasSize(4);
        browser.seePictures(By.cssSelector(".reading .mandala"), 1);
        browser.picture("reading");
        browser.press("Ouvrir le PDF");
        browser.see(By.cssSelector(".reading"), "octets");
        var signed = browser.openedTab();
        assertThat(signed).startsWith(shop.storage().endpoint()).contains("X-Amz-Signature=");
        try (var http = HttpClient.newHttpClient()) {
            var pdf = http.send(HttpRequest.newBuilder(URI.create(signed)).build(), BodyHandlers.ofString());
            assertThat(pdf.statusCode()).isEqualTo(200);
            assertThat(pdf.body()).startsWith("%PDF-");
        }
    }

    @Test
    void what_is_no_photo_is_refused_in_words() throws IOException {
        buys();
        browser.see("Préparons votre lecture");
        browser.choose("face", Files.writeString(folder.resolve("notes.txt"), "bonjour"));
        browser.see(By.id("notice"), "n'est pas une photo");
        browser.see(By.cssSelector("label.photo"), "non envoyée");
        browser.picture("no-photo");
    }

    @Test
    void a_level_that_comes_soon_has_no_order_form() {
        browser.open(shop.demoUrl() + "/demo/buy/integrale");
        browser.see("bientôt disponible");
        assertThat(browser.all(By.tagName("form"))).isEmpty();
        browser.picture("soon");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Tag("TST-6")
    void what_the_service_itself_shows_customers_fits_a_telephone() {
        browser.asTelephone(320);
        for (var page : List.of("/status", "/status?lang=en", "/api/users/auth/link/none",
                "/api/support/confirm/none")) {
            browser.open(shop.publicUrl() + page);
            browser.see("Oracle Lumira");
            assertThat(browser.width()).as(page).isEqualTo(320);
        }
        browser.asItself();
    }
}
