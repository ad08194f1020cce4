package com.oraclelumira.api.contract;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.orders.Orders;
import com.oraclelumira.api.testing.Purchases;
import com.oraclelumira.api.testing.SettableClock;
import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.oraclelumira.api.http.ProblemType.ORDER_NOT_FOUND;

/** M3 and M4: a purchase as the confirmation pages read it, from the click to the payment. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("PAY-6")
class OrderContractTest {
    private static final String PAYMENT_INTENT = "pi_3Fake0000000000000003";
    private static final String NOT_FOUND = "Cette commande est introuvable.";
    private static final String CONFIRMED = "Votre paiement est confirmé, votre sanctuaire vous attend.";
    private static final String WAITING = "Votre commande est en cours de traitement.";
    private static final String ALL_ALONG = "the fields of the unpaid order stay when it is paid: one shape, not two";
    private static final String ONE_WEBHOOK = "every webhook address leads to the same handler; v1's lost the payment";

    private static final Allowances FROM_THE_FIRST_POLL = Allowances.NONE
            .without("where it came from was v1's business: there is one order now", "body._source")
            .instead("body.orderNumber", FreeValue.ORDER_NUMBER, "the order has its number before it is paid")
            .with("body.id", FreeValue.OBJECT_ID, "the paid order's fields are there from the first poll")
            .with("body.levelName", "Intuitive", "the paid order's fields are there from the first poll");
    private static final Allowances PROJECTION = Allowances.NONE
            .without("whoever holds the link reads no more than the page needs", "body.formData", "body.userId",
                    "body.userName", "body.files")
            .without("the desk's business; the page learns of a delivery by status completed", "body.expertReview",
                    "body.expertValidation", "body.revisionCount")
            .with("body.accessGranted", true, ALL_ALONG).with("body.sanctuaryUrl", "/sanctuaire", ALL_ALONG)
            .with("body.message", CONFIRMED, ALL_ALONG);

    @Inject
    Orders orders;

    @Inject
    SettableClock clock;

    private final Shop shop = new Shop();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void the_free_order() {
        free("16-order-free").replay(shop.request()).differsOnlyBy(PROJECTION
                .with("body.productId", "initie", ALL_ALONG)
                .with("body.metadata", buyer("Jeanne Libre"), "the onboarding form fills itself in from it"));
    }

    @Test
    void the_free_purchase() {
        free("17-porder-free").replay(shop.request()).differsOnlyBy(Allowances.NONE
                .without("the page's own text, which nobody reads back", "body.order.metadata.source")
                .instead("body.order.metadata.customerEmail", shop.email, "an address has one spelling everywhere"));
    }

    @Test
    void the_order_before_the_payment() {
        unpaid("19-order-paid-pending").replay(shop.request())
                .differsOnlyBy(FROM_THE_FIRST_POLL.instead("body.message", WAITING, "French, as all the page shows"));
    }

    @Test
    @Tag("defect-28")
    void the_purchase_before_the_payment() {
        unpaid("25-porder-paid-before").replay(shop.request()).differsOnlyBy(Allowances.NONE.instead(
                "body.order.status", "pending", "v1 called an intent that waits for a card failed (defect 28)"));
    }

    @Test
    @Tag("defect-28")
    void the_order_after_a_look_at_its_purchase() {
        var v1 = unpaid("26-order-paid-after-porder");
        shop.request().get("/api/products/orders/" + handle(v1)).then().statusCode(200);
        v1.replay(shop.request()).differsOnlyBy(FROM_THE_FIRST_POLL
                .instead("body.status", "pending", "v1's look had called it failed (defect 28)")
                .instead("body.message", WAITING, "French, as all the page shows"));
    }

    @Test
    void the_order_after_a_payment_that_v1_was_told_of_at_its_documented_webhook() {
        var v1 = unpaid("30-order-paid-after-stripewh");
        stripeSays(v1).succeeded("/api/payments/webhook", "/api/stripe/webhook");
        v1.replay(shop.request()).differsOnlyBy(FROM_THE_FIRST_POLL.instead("body.status", "paid", ONE_WEBHOOK)
                .instead("body.accessGranted", true, ONE_WEBHOOK)
                .insteadOfNull("body.sanctuaryUrl", "/sanctuaire", ONE_WEBHOOK)
                .instead("body.message", CONFIRMED, ONE_WEBHOOK)
                .with("body.paidAt", FreeValue.INSTANT, ONE_WEBHOOK));
    }

    @Test
    void the_order_after_the_payment() {
        paid("34-order-paid-after-productswh").replay(shop.request()).differsOnlyBy(PROJECTION
                .with("body.productId", "mystique", ALL_ALONG)
                .with("body.metadata", buyer("Paul Payant Dupont"), "the onboarding form fills itself in from it"));
    }

    @Test
    void the_order_after_the_form() {
        var v1 = paid("65-order-after-submit");
        Purchases.submitted(handle(v1), "uploads/2026/11/a-face_photo.jpg");
        v1.replay(shop.request()).differsOnlyBy(PROJECTION
                .without("whoever holds the link reads no more than the page needs", "body.clientInputs")
                .with("body.productId", "mystique", ALL_ALONG)
                .with("body.metadata", buyer("Paul Payant Dupont"), "the onboarding form fills itself in from it"));
    }

    @Test
    void the_purchase_after_the_payment() {
        paid("35-porder-paid").replay(shop.request()).isTheSame();
    }

    @Test
    void the_purchase_after_a_failure_told_too_late() {
        var v1 = paid("37-porder-after-late-failed");
        stripeSays(v1).failed("/api/products/webhook", orders.mongoDatabase());
        v1.replay(shop.request()).isTheSame(); // v1's only because reading it asked Stripe again
    }

    @Test
    void an_unknown_order() {
        var v1 = Recording.of("38-order-404");
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, ORDER_NOT_FOUND, NOT_FOUND));
    }

    @Test
    void something_that_is_no_order_id() {
        var v1 = Recording.of("39-order-badid");
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, ORDER_NOT_FOUND, NOT_FOUND)
                .instead("status", 404, "it is unknown like any other, and a 404 ends the page's polling"));
    }

    @Test
    void times_keep_their_three_decimals_on_the_full_second() {
        clock.set(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        var v1 = unpaid("19-order-paid-pending");
        clock.reset();
        v1.replay(shop.request())
                .differsOnlyBy(FROM_THE_FIRST_POLL.instead("body.message", WAITING, "French, as all the page shows"));
    }

    private Recording free(String recording) {
        var handle = shop.checkout(Map.of("productId", "initie", "customerEmail", shop.email.toUpperCase(Locale.ROOT),
                "customerName", "Jeanne Libre", "customerPhone", "0612345678")).<String>path("orderId");
        return Recording.of(recording).with("free_1795342495745_dz4en9dc", handle).with("free@example.com", shop.email);
    }

    private Recording unpaid(String recording) {
        return Recording.of(recording).with(PAYMENT_INTENT, shop.order("mystique")).with("paid@example.com",
                shop.email);
    }

    private Recording paid(String recording) {
        var v1 = unpaid(recording);
        stripeSays(v1).succeeded("/api/products/webhook");
        return v1;
    }

    private StripeSays stripeSays(Recording v1) {
        return new StripeSays(shop, handle(v1), 4700);
    }

    private static String handle(Recording v1) {
        return v1.path().substring(v1.path().lastIndexOf('/') + 1);
    }

    private Map<String, String> buyer(String name) {
        return Map.of("customerEmail", shop.email, "customerPhone", "0612345678", "customerName", name);
    }
}
