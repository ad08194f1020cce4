package com.oraclelumira.sandbox;

import java.util.List;
import java.util.Map;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentUpdateParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Tag("PAY-6")
class SandboxPaymentIntentsTest {
    private final SandboxShop shop = new SandboxShop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_new_intent_waits_for_a_payment_method() throws StripeException {
        PaymentIntent intent = shop.created("LU1", 4700);

        assertThat(intent.getId()).matches("pi_[A-Za-z0-9]{24}");
        assertThat(intent.getClientSecret()).startsWith(intent.getId() + "_secret_");
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getAmount()).isEqualTo(4700);
        assertThat(intent.getMetadata()).containsEntry("orderId", "LU1");
        assertThat(intent.getAutomaticPaymentMethods().getEnabled()).isTrue();
        assertThat(intent.getLastResponse().requestId()).startsWith("req_");
        assertThat(shop.typesReceived()).containsExactly("payment_intent.created");
    }

    @Test
    void a_good_card_pays_it() throws StripeException {
        PaymentIntent intent = shop.created("LU1", 4700);

        PaymentIntent paid = shop.confirm(intent, "pm_card_visa");

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(4700);
        var expanded = shop.stripe.paymentIntents().retrieve(intent.getId(),
                PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build());
        assertThat(expanded.getLatestChargeObject().getCaptured()).isTrue();
        assertThat(expanded.getLatestChargeObject().getPaymentMethodDetails().getCard().getLast4()).isEqualTo("4242");
        assertThat(shop.typesReceived()).containsExactlyInAnyOrder("payment_intent.created", "charge.succeeded",
                "payment_intent.succeeded");
    }

    @Test
    void a_refused_card_leaves_it_payable() throws StripeException {
        PaymentIntent intent = shop.created("LU1", 4700);

        var refusal = catchThrowableOfType(CardException.class,
                () -> shop.confirm(intent, "pm_card_chargeDeclinedInsufficientFunds"));

        assertThat(refusal.getStatusCode()).isEqualTo(402);
        assertThat(refusal.getCode()).isEqualTo("card_declined");
        assertThat(refusal.getDeclineCode()).isEqualTo("insufficient_funds");
        PaymentIntent after = shop.stripe.paymentIntents().retrieve(intent.getId());
        assertThat(after.getStatus()).isEqualTo("requires_payment_method");
        assertThat(after.getLastPaymentError().getDeclineCode()).isEqualTo("insufficient_funds");
        assertThat(shop.confirm(intent, "pm_card_visa").getStatus()).isEqualTo("succeeded");
        assertThat(shop.typesReceived()).contains("charge.failed", "payment_intent.payment_failed",
                "payment_intent.succeeded");
    }

    @Test
    void a_card_with_3d_secure_waits_for_its_holder() throws StripeException {
        PaymentIntent intent = shop.created("LU1", 4700);

        PaymentIntent challenged = shop.confirm(intent, "pm_card_threeDSecure2Required");
        assertThat(challenged.getStatus()).isEqualTo("requires_action");
        assertThat(challenged.getNextAction().getType()).isEqualTo("use_stripe_sdk");

        shop.sandbox.cardholder().succeed(intent.getId());
        assertThat(shop.stripe.paymentIntents().retrieve(intent.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(shop.typesReceived()).contains("payment_intent.requires_action", "payment_intent.succeeded");
    }

    @Test
    void a_slow_method_is_processing_with_one_charge_to_the_end() throws StripeException {
        PaymentIntent intent = shop.created("LU1", 4700);

        String charge = shop.sandbox.cardholder().process(intent.getId()).get("latest_charge").textValue();
        assertThat(shop.stripe.paymentIntents().retrieve(intent.getId()).getStatus()).isEqualTo("processing");

        assertThat(shop.sandbox.cardholder().succeed(intent.getId()).get("latest_charge").textValue())
                .isEqualTo(charge);
        assertThat(shop.typesReceived()).contains("payment_intent.processing", "payment_intent.succeeded");
    }

    @Test
    void a_canceled_intent_cannot_be_paid() throws StripeException {
        PaymentIntent intent = shop.created("LU1", 4700);
        PaymentIntent canceled = shop.stripe.paymentIntents().cancel(intent.getId(), PaymentIntentCancelParams.builder()
                .setCancellationReason(PaymentIntentCancelParams.CancellationReason.ABANDONED).build());

        assertThat(canceled.getStatus()).isEqualTo("canceled");
        var refusal = catchThrowableOfType(InvalidRequestException.class, () -> shop.confirm(intent, "pm_card_visa"));
        assertThat(refusal.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(refusal.getStripeError().getPaymentIntent().getStatus()).isEqualTo("canceled");
        assertThat(shop.typesReceived()).contains("payment_intent.canceled");
    }

    @Test
    void an_update_merges_metadata_and_changes_the_amount_until_it_is_paid() throws StripeException {
        PaymentIntent intent = shop.created("LU1", 4700);

        PaymentIntent updated = shop.stripe.paymentIntents().update(intent.getId(), PaymentIntentUpdateParams.builder()
                .setAmount(6700L).putMetadata("level", "2").putMetadata("orderId", "").build());
        assertThat(updated.getAmount()).isEqualTo(6700);
        assertThat(updated.getMetadata()).isEqualTo(Map.of("level", "2"));

        shop.confirm(intent, "pm_card_visa");
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> shop.stripe.paymentIntents()
                .update(intent.getId(), PaymentIntentUpdateParams.builder().setAmount(50L).build())).getCode())
                .isEqualTo("payment_intent_unexpected_state");
    }

    @Test
    void intents_are_listed_newest_first_by_pages_in_both_directions() throws StripeException {
        for (int i = 0; i < 5; i++) {
            shop.created("LU" + i, 4700 + i);
        }
        var newest = shop.stripe.paymentIntents().list(PaymentIntentListParams.builder().setLimit(2L).build());
        assertThat(newest.getData()).extracting(PaymentIntent::getAmount).containsExactly(4704L, 4703L);
        assertThat(newest.getHasMore()).isTrue();
        assertThat(newest.autoPagingIterable()).extracting(PaymentIntent::getAmount).containsExactly(4704L, 4703L,
                4702L, 4701L, 4700L);

        var newer = shop.stripe.paymentIntents()
                .list(PaymentIntentListParams.builder().setLimit(2L).setEndingBefore(idOf(4700)).build());
        assertThat(newer.getData()).extracting(PaymentIntent::getAmount).containsExactly(4702L, 4701L);
        assertThat(newer.getHasMore()).isTrue();

        var future = PaymentIntentListParams.Created.builder().setGte(4_000_000_000L).build();
        assertThat(shop.stripe.paymentIntents().list(PaymentIntentListParams.builder().setCreated(future).build())
                .getData()).isEmpty();
    }

    private String idOf(long amount) throws StripeException {
        List<PaymentIntent> all = shop.stripe.paymentIntents().list().getData();
        return all.stream().filter(intent -> intent.getAmount() == amount).findFirst().orElseThrow().getId();
    }

    @Test
    void wrong_requests_are_refused_as_stripe_refuses_them() {
        assertThat(refusal(SandboxShop.order("LU1", 49)).getCode()).isEqualTo("amount_too_small");
        assertThat(refusal(PaymentIntentCreateParams.builder().setAmount(4700L).setCurrency("xyz").build()).getParam())
                .isEqualTo("currency");
        assertThat(refusal(PaymentIntentCreateParams.builder().setCurrency("eur").build()).getCode())
                .isEqualTo("parameter_missing");
        assertThat(refusal(PaymentIntentCreateParams.builder().setAmount(4700L).setCurrency("eur")
                .setStatementDescriptor("ORACLE LUMIRA").build()).getParam()).isEqualTo("statement_descriptor");
        assertThat(refusal(PaymentIntentCreateParams.builder().setAmount(4700L).setCurrency("eur")
                .putExtraParam("amout", "1").build()).getCode()).isEqualTo("parameter_unknown");
        var missing = catchThrowableOfType(InvalidRequestException.class,
                () -> shop.stripe.paymentIntents().retrieve("pi_unknown"));
        assertThat(missing.getStatusCode()).isEqualTo(404);
        assertThat(missing.getCode()).isEqualTo("resource_missing");
        assertThat(shop.typesReceived()).isEmpty();
    }

    private InvalidRequestException refusal(PaymentIntentCreateParams params) {
        return catchThrowableOfType(InvalidRequestException.class, () -> shop.stripe.paymentIntents().create(params));
    }

    @Test
    void another_key_than_a_test_key_is_refused() {
        var live = SandboxShop.client(shop.sandbox, "sk_live_real");

        var refusal = catchThrowableOfType(AuthenticationException.class, () -> live.paymentIntents().list());

        assertThat(refusal.getStatusCode()).isEqualTo(401);
    }
}
