package com.oraclelumira.api.contract;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.oraclelumira.api.http.ProblemType.INVALID_EMAIL;
import static com.oraclelumira.api.http.ProblemType.INVALID_REQUEST_BODY;
import static com.oraclelumira.api.http.ProblemType.MISSING_PRODUCT_ID;
import static com.oraclelumira.api.http.ProblemType.PRODUCT_NOT_FOUND;
import static com.oraclelumira.api.http.ProblemType.PRODUCT_UNAVAILABLE;
import static com.oraclelumira.api.testing.ShopResource.stripe;

/** M2: what the checkout form sends and gets, and what Stripe gets of it. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("PAY-6")
class CheckoutContractTest {
    private static final String UNKNOWN = "Ce produit n'existe pas.";
    private static final String BAD_ADDRESS = "L'adresse e-mail n'est pas valide.";

    private final Shop shop = new Shop();

    @Test
    void an_empty_body() {
        var v1 = Recording.of("07-cpi-empty");
        v1.replay(shop.request()).differsOnlyBy(
                Allowances.refusal(v1, INVALID_REQUEST_BODY, "Le corps de la requête doit être un objet JSON."));
    }

    @Test
    void malformed_json() {
        var v1 = Recording.of("08-cpi-bad-json").sending("{\"productId\":");
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, INVALID_REQUEST_BODY,
                "Le corps de la requête n'est pas un JSON valide."));
    }

    @Test
    void no_product() {
        var v1 = Recording.of("09-cpi-missing");
        v1.replay(shop.request()).differsOnlyBy(
                Allowances.refusal(v1, MISSING_PRODUCT_ID, "Le produit à commander n'est pas indiqué."));
    }

    @Test
    void an_unknown_product() {
        var v1 = Recording.of("10-cpi-unknown");
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, PRODUCT_NOT_FOUND, UNKNOWN));
    }

    @Test
    @Tag("defect-21")
    void a_product_named_like_a_property_of_every_javascript_object() {
        var v1 = Recording.of("11-cpi-proto");
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, PRODUCT_NOT_FOUND, UNKNOWN)
                .instead("status", 404,
                        "v1 found a property of its own code and asked Stripe for an intent (defect 21)")
                .instead("body.code", "PRODUCT_NOT_FOUND", "as every other unknown product")
                .with("body.validProductIds", List.of("initie", "mystique", "profond", "integrale"),
                        "as every other unknown product"));
    }

    @Test
    void a_bad_address() {
        var v1 = Recording.of("12-cpi-bad-email");
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, INVALID_EMAIL, BAD_ADDRESS));
    }

    @Test
    void a_level_that_is_coming_soon() {
        var v1 = Recording.of("13-cpi-comingsoon").with("soon@ex.fr", shop.email);
        v1.replay(shop.request()).differsOnlyBy(
                Allowances.refusal(v1, PRODUCT_UNAVAILABLE, "Niveau Intégral sera bientôt disponible.")
                        .instead("status", 409, "what nobody can deliver yet is not sold (defect 35)")
                        .and(noPurchase("what nobody can deliver yet is not sold (defect 35)")));
    }

    @Test
    void the_free_level() {
        Recording.of("14-cpi-free").with("Free@Example.com", shop.email.toUpperCase(Locale.ROOT))
                .replay(shop.request()).isTheSame();
    }

    @Test
    void the_free_level_for_a_bad_address() {
        var v1 = Recording.of("15-cpi-free-bad-email");
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, INVALID_EMAIL, BAD_ADDRESS)
                .instead("status", 400, "v1 took the order and could never deliver it")
                .and(noPurchase("v1 took the order and could never deliver it")));
    }

    @Test
    void a_paid_level() {
        Recording.of("18-cpi-paid").with("paid@example.com", shop.email).replay(shop.request()).isTheSame();
    }

    @Test
    @Tag("SEC-1")
    @Tag("defect-9")
    void metadata_that_wants_another_level() {
        Recording.of("21-cpi-metadata-override").with("cheat@example.com", shop.email).replay(shop.request())
                .isTheSame();
    }

    @Test
    void what_stripe_receives_for_a_paid_level() {
        Recording.of("18-cpi-paid").with("paid@example.com", shop.email).replay(shop.request());
        var sent = stripe().requests("POST", "/v1/payment_intents").getLast();
        Comparison.of(Recording.read("stripe-create-request"), sent).differsOnlyBy(Allowances.NONE
                .without("personal data is not Stripe's business: it gets the order's id",
                        "body.metadata.customerEmail",
                        "body.metadata.customerName", "body.metadata.customerPhone")
                .without("the stored order knows them, and nothing is ever read back from metadata but its id",
                        "body.metadata.productName", "body.metadata.level", "body.metadata.source",
                        "body.metadata.timestamp", "body.metadata.requestId")
                .with("body.metadata.orderId", FreeValue.OBJECT_ID, "binds the payment to the order made before it")
                .with("body.metadata.orderNumber", FreeValue.ORDER_NUMBER, "what a person looks for in the dashboard")
                .without("Stripe refuses it for cards since 2024", "body.statement_descriptor")
                .with("body.statement_descriptor_suffix", "LECTURE", "Stripe's replacement for it")
                .with("idempotency_key", Pattern.compile("pi:[0-9a-f]{24}:1:4700"),
                        "v1 sent none: each retry made another intent (defect 33)"));
    }

    private static Allowances noPurchase(String reason) {
        return Allowances.NONE.without(reason, "body.clientSecret", "body.orderId", "body.amount", "body.currency",
                "body.productName");
    }
}
