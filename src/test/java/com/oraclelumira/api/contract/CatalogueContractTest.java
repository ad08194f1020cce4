package com.oraclelumira.api.contract;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;

import static org.assertj.core.api.Assertions.assertThat;

/** M1, and what a browser asks before it lets the customer app read anything. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("TST-2")
class CatalogueContractTest {
    private static final String RETRY_BUTTON = "the retry button of the confirmation page names a level by its number";
    private static final Allowances NUMBERS = Allowances.NONE
            .with("body.products[0]._id", "1", RETRY_BUTTON).with("body.products[1]._id", "2", RETRY_BUTTON)
            .with("body.products[2]._id", "3", RETRY_BUTTON).with("body.products[3]._id", "4", RETRY_BUTTON);

    private final Shop shop = new Shop();

    @Test
    void the_catalogue() {
        Recording.of("04-products").replay(shop.request()).differsOnlyBy(NUMBERS);
    }

    /** v1 made the same bytes anew for every visitor. */
    @Test
    void the_catalogue_that_a_browser_has_is_not_sent_again() {
        var first = shop.request().get("/api/products").then().statusCode(200).header("Cache-Control", "no-cache")
                .extract();
        var again = shop.request().header("If-None-Match", first.header("ETag")).get("/api/products").then()
                .statusCode(304).header("ETag", first.header("ETag")).extract();
        assertThat(again.asByteArray()).isEmpty();
        shop.request().header("If-None-Match", "\"another\"").get("/api/products").then().statusCode(200);
    }

    @Test
    @Tag("SEC-4")
    @Tag("defect-52")
    void a_preflight_from_the_customer_app() {
        Recording.of("05-cors-preflight-ok").replay(shop.request()).differsOnlyBy(Allowances.NONE
                .instead("headers.access-control-allow-headers",
                        "Content-Type,Authorization,stripe-signature,Accept,Origin,X-Requested-With,Idempotency-Key,X-Request-Id",
                        "a page may name its attempt and its request")
                .with("headers.access-control-expose-headers", "RateLimit,RateLimit-Policy,Retry-After,X-Request-Id",
                        "a page may read when to come back, and the id for the support")
                .with("headers.access-control-allow-credentials", "false", "no cookies: said, not left out")
                .with("headers.access-control-max-age", "7200", "one preflight in two hours instead of one a call"));
    }

    @Test
    @Tag("SEC-4")
    void the_catalogue_for_a_page_of_somebody_else_who_may_not_read_it() {
        Recording.of("06-cors-bad-origin").replay(shop.request()).differsOnlyBy(NUMBERS);
    }
}
