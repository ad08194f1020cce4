package com.oraclelumira.api.contract;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static com.oraclelumira.api.http.ProblemType.UNAUTHENTICATED;

/** M6 and M9: what the customer app asks for at every load of the sanctuaire. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class CustomerContractTest {
    private final Shop shop = new Shop();

    @Test
    void a_profile_before_the_form() {
        var intent = shop.checkout(Map.of("productId", "mystique", "customerEmail", shop.email, "customerName",
                "Paulo Payant Dupont", "customerPhone", "0612345679")).<String>path("orderId");
        new StripeSays(shop, intent, 4700).succeeded("/api/payments/webhook");
        Recording.of("51-profile-empty").with("<jwt>", token()).with("paid@example.com", shop.email)
                .replay(shop.request())
                .isTheSame();
    }

    @Test
    @Tag("SEC-2")
    void a_profile_without_a_token() {
        var v1 = Recording.of("52-profile-noauth");
        v1.replay(shop.request())
                .differsOnlyBy(Allowances.refusal(v1, UNAUTHENTICATED, "Token d'authentification requis"));
    }

    @Test
    @Tag("SEC-2")
    void a_profile_with_a_bad_token() {
        var v1 = Recording.of("53-profile-badtoken");
        v1.replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, UNAUTHENTICATED, "Token invalide"));
    }

    @Test
    void what_a_purchase_opens() {
        shop.buy("mystique");
        Recording.of("54-entitlements").with("<jwt>", token()).replay(shop.request()).isTheSame();
    }

    private String token() {
        return shop.signIn().then().statusCode(200).extract().path("token");
    }
}
