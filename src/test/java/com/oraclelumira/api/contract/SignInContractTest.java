package com.oraclelumira.api.contract;

import java.util.Locale;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.oraclelumira.api.http.ProblemType.FORBIDDEN;
import static com.oraclelumira.api.http.ProblemType.UNAUTHENTICATED;
import static com.oraclelumira.api.http.ProblemType.VALIDATION_ERROR;

/** M5: what the customer app gets for an e-mail address. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class SignInContractTest {
    private static final String WAIT = "Email ou paiement non finalisé. Si vous venez de payer, veuillez patienter quelques secondes et réessayer.";
    private static final String LINK_MAILED = "Un lien de connexion vient de vous être envoyé par e-mail, si une commande existe à cette adresse. Ouvrez-le pour entrer.";
    private static final String ONE_WEBHOOK = "every webhook address leads to the same handler; v1's lost the payment";

    private final Shop shop = new Shop();

    @Test
    void before_the_payment_is_settled() {
        shop.order("mystique");
        var v1 = Recording.of("20-auth-before-pay").with("paid@example.com", shop.email);
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, UNAUTHENTICATED, WAIT));
    }

    @Test
    void after_a_payment_that_v1_was_told_of_at_its_documented_webhook() {
        var intent = shop.order("mystique");
        new StripeSays(shop, intent, 4700).succeeded("/api/payments/webhook", "/api/stripe/webhook");
        var whenPaid = Recording.of("41-auth-ok").with("paid@example.com", shop.email).response().get("body");
        Recording.of("31-auth-after-pay").with("PAID@example.com", shop.email.toUpperCase(Locale.ROOT))
                .replay(shop.request())
                .differsOnlyBy(Allowances.NONE.instead("status", 200, ONE_WEBHOOK)
                        .without(ONE_WEBHOOK, "body.error", "body.message").with("body.success", true, ONE_WEBHOOK)
                        .with("body.token", FreeValue.TOKEN, ONE_WEBHOOK)
                        .with("body.user", whenPaid.get("user"), ONE_WEBHOOK)
                        .with("body.products", whenPaid.get("products"), ONE_WEBHOOK));
    }

    @Test
    void after_the_payment() {
        shop.buy("mystique");
        Recording.of("41-auth-ok").with("paid@example.com", shop.email).replay(shop.request()).isTheSame();
    }

    @Test
    void without_an_address() {
        var v1 = Recording.of("42-auth-empty");
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, VALIDATION_ERROR, "Email requis"));
    }

    @Test
    @Tag("defect-4")
    void with_an_address_that_never_bought() {
        var v1 = Recording.of("43-auth-unknown").with("nobody@example.com", shop.email);
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, FORBIDDEN, LINK_MAILED).instead("status", 403,
                "an address alone opens nothing, and the answer does not tell whether it is known (defect 4)"));
    }
}
