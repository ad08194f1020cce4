package com.oraclelumira.api.contract;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.oraclelumira.api.testing.Shop;
import com.oraclelumira.api.testing.ShopResource;
import com.oraclelumira.api.testing.StripeEvents;

import static com.oraclelumira.api.http.ProblemType.INVALID_SIGNATURE;

/** What Stripe was answered at v1's three addresses, and is answered now that one handler is behind all of them. */
@QuarkusTest
@QuarkusTestResource(ShopResource.class)
@Tag("PAY-3")
class WebhookContractTest {
    private static final String BAD = "La signature Stripe n'est pas valide.";
    private static final String NO_DIFFERENCE = "Stripe reads the status alone, and a copy is no news";

    private final Shop shop = new Shop();

    @ParameterizedTest
    @ValueSource(strings = {"22-wh-nosig", "23-wh-stripe-nosig"})
    void a_call_that_nobody_signed(String name) {
        var v1 = Recording.of(name);
        v1.sending("{}").replay(shop.request()).differsOnlyBy(Allowances.refusal(v1, INVALID_SIGNATURE, BAD));
    }

    @Test
    void defect_55_a_call_whose_signature_is_wrong() {
        var v1 = Recording.of("24-wh-payments-badsig");
        var json = "errors of every layer are RFC 9457 problems";
        v1.sending("{}").replay(shop.request()).differsOnlyBy(Allowances.NONE
                .instead("headers.content-type", "application/problem+json", json)
                .ofAnotherType("body", Map.of("type", INVALID_SIGNATURE.uri(), "title", INVALID_SIGNATURE.title(),
                        "status", 400, "detail", BAD, "instance", "/api/payments/webhook", "code", "INVALID_SIGNATURE",
                        "error", BAD, "message", BAD, "requestId", "req_1795342496000_abcdefg", "timestamp",
                        "2026-11-22T10:14:56.208Z"), json));
    }

    @Test
    void defect_23_the_same_payment_told_at_every_address() {
        var intent = shop.order("mystique");
        var event = StripeEvents.succeeded(StripeEvents.newId(), intent, shop.status(intent).path("_id"), 4700);
        told("27-wh-payments-webhook", event).isTheSame();
        told("28-wh-stripe-webhook", event).differsOnlyBy(Allowances.NONE.without(NO_DIFFERENCE, "body.duplicate"));
        told("29-wh-stripe-webhook", event).differsOnlyBy(Allowances.NONE.without(NO_DIFFERENCE, "body.duplicate"));
        told("32-wh-products", event).differsOnlyBy(Allowances.NONE.without(NO_DIFFERENCE, "body.event_type"));
        told("33-wh-products", event).differsOnlyBy(Allowances.NONE.without(NO_DIFFERENCE, "body.already_processed"));
        shop.awaitStatus(intent, "paid");
        var late = StripeEvents.failed(StripeEvents.newId(), intent, shop.status(intent).path("_id"), 4700);
        told("36-wh-products-late-failed", late)
                .differsOnlyBy(Allowances.NONE.without(NO_DIFFERENCE, "body.event_type"));
    }

    private static Comparison told(String name, String event) {
        var v1 = Recording.of(name);
        return Comparison.of(v1, Shop.deliver(event, v1.path(), ShopResource.WEBHOOK_SECRET));
    }
}
