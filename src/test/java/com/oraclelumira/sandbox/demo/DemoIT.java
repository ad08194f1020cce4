package com.oraclelumira.sandbox.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.oraclelumira.sandbox.LocalShop;
import com.oraclelumira.sandbox.ShopSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole shop of {@code mvn -Prun}, used through its demo pages as a person uses them. */
@Tag("GO-1")
class DemoIT {
    private static final Pattern MAIL = Pattern.compile("href=\"(/demo/mail/[^\"]+)\"><b>Votre lien");
    private static final Pattern LINK = Pattern.compile("href=\"(http[^\"]+/api/users/auth/link/[^\"]+)\"");

    @TempDir
    static Path folder;

    private static ShopSettings settings;
    private static LocalShop shop;
    private static Browser browser;

    private final String email = "client." + UUID.randomUUID() + "@example.com";

    @BeforeAll
    static void open() {
        settings = ShopSettings.forTests(folder);
        start();
    }

    private static void start() {
        shop = LocalShop.start(settings);
        browser = new Browser(shop.demoUrl().replace("localhost", "127.0.0.1"));
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    @Tag("PAY-4")
    void whatever_happens_to_the_webhook_the_customer_sees_her_payment_and_a_restart_keeps_it() {
        var orders = List.of(order(PayChoice.SUCCEED), order(PayChoice.TWICE), order(PayChoice.LATE),
                order(PayChoice.LOST));
        orders.forEach(DemoIT::awaitPaid);
        shop.close();
        start();
        assertThat(orders).allSatisfy(order -> assertThat(browser.page(order)).contains(">paid<", ">PAID<"));
        assertThat(orders).allSatisfy(order -> assertThat(browser.page(order)).contains("payment_intent.succeeded"));
    }

    @Test
    void a_refused_card_can_be_followed_by_one_that_pays() {
        var order = order(PayChoice.DECLINE);
        await().untilAsserted(() -> assertThat(browser.page(order)).contains(">failed<", "Payer"));
        browser.submit(order.replace("order", "pay"), "choice", "SUCCEED");
        awaitPaid(order);
    }

    @Test
    void the_bank_s_question_is_answered_on_the_payment_page() {
        var pay = order(PayChoice.CHALLENGE);
        assertThat(pay).startsWith("/demo/pay/");
        assertThat(browser.page(pay)).contains("Confirmer le paiement");
        awaitPaid(Browser.location(browser.submit(pay, "choice", "SUCCEED")));
    }

    @Test
    void a_free_level_needs_no_payment_and_nothing_that_is_typed_becomes_html() {
        var order = buy("initie", "<i>Claire</i> Martin");
        assertThat(order).startsWith("/demo/order/free_");
        assertThat(browser.page(order)).contains(">paid<", "&lt;i&gt;Claire").doesNotContain("<i>Claire");
    }

    @Test
    void the_buyer_signs_in_at_once_and_a_stranger_by_the_mailed_link() {
        awaitPaid(order(PayChoice.SUCCEED));
        assertThat(browser.page("/sanctuaire?email=" + email)).contains("Connexion réussie", "mystique");
        assertThat(browser.page("/sanctuaire?as=stranger&email=" + email)).contains("403", "lien de connexion");
        await().untilAsserted(() -> assertThat(browser.page("/demo/mail")).containsPattern(MAIL));
        var mail = first(MAIL, browser.page("/demo/mail"));
        var opened = browser.submit(first(LINK, browser.page(mail)));
        assertThat(Browser.location(opened)).startsWith(shop.demoUrl() + "/sanctuaire?email=client");
        assertThat(browser.open(mail + "/html").headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");
    }

    @Test
    void an_answer_of_stripe_that_is_lost_costs_the_customer_nothing() {
        browser.submit("/demo/events/fault", "type", "RESET_AFTER", "times", "1");
        var order = order(PayChoice.SUCCEED);
        awaitPaid(order);
        assertThat(browser.page("/demo/events")).contains("payment_intent.succeeded", order)
                .doesNotContain("RESET_AFTER<");
    }

    @Test
    @Tag("SEC-6")
    void the_application_s_debug_route_leads_to_the_demo() {
        var answer = browser.open(shop.publicUrl() + "/demo");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Browser.location(answer)).isEqualTo(shop.demoUrl() + "/demo");
    }

    private String buy(String level, String name) {
        return Browser.location(browser.submit("/demo/buy/" + level, "name", name, "email", email, "phone",
                "06 12 34 56 78"));
    }

    /** Where the page goes after this choice: to the order, or back to the payment. */
    private String order(PayChoice choice) {
        return Browser.location(browser.submit(buy("mystique", "Claire Martin"), "choice", choice.name()));
    }

    private static void awaitPaid(String order) {
        await().untilAsserted(() -> assertThat(browser.page(order)).contains(">paid<", ">PAID<"));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(500));
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }
}
