package com.oraclelumira.sandbox;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.ChargeListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Tag("PAY-6")
class SandboxRefundsTest {
    private final SandboxShop shop = new SandboxShop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_partial_refund_leaves_the_charge_not_refunded() throws StripeException {
        PaymentIntent paid = shop.paid(4900);
        shop.receiver.forget();

        Refund refund = refund(paid, 1000L);

        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(refund.getPaymentIntent()).isEqualTo(paid.getId());
        assertThat(charge(paid).getAmountRefunded()).isEqualTo(1000);
        assertThat(charge(paid).getRefunded()).isFalse();
        assertThat(shop.typesReceived()).containsExactlyInAnyOrder("refund.created", "charge.refunded",
                "refund.updated", "charge.refund.updated");
        var told = shop.quiet().stream().filter(event -> event.type().equals("charge.refunded")).findFirst()
                .orElseThrow();
        assertThat(told.object().get("amount_refunded").getAsLong()).isEqualTo(1000);
        assertThat(told.event().getAsJsonObject("data").getAsJsonObject("previous_attributes").get("amount_refunded")
                .getAsLong()).isZero();
    }

    @Test
    void the_rest_refunds_it_fully_and_no_more_can_be_given_back() throws StripeException {
        PaymentIntent paid = shop.paid(4900);
        refund(paid, 1000L);

        assertThat(refusal(paid, 4000L).getParam()).isEqualTo("amount");
        assertThat(refund(paid, null).getAmount()).isEqualTo(3900);

        assertThat(charge(paid).getRefunded()).isTrue();
        assertThat(refusal(paid, null).getCode()).isEqualTo("charge_already_refunded");
        var list = shop.stripe.refunds().list(RefundListParams.builder().setPaymentIntent(paid.getId()).build());
        assertThat(list.getData()).extracting(Refund::getAmount).containsExactly(3900L, 1000L);
    }

    @Test
    void a_refund_that_succeeded_can_still_fail() throws StripeException {
        PaymentIntent paid = shop.paid(4900);
        Refund refund = refund(paid, null);

        shop.sandbox.bank().failRefund(refund.getId());

        Refund failed = shop.stripe.refunds().retrieve(refund.getId());
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureBalanceTransaction()).startsWith("txn_");
        assertThat(charge(paid).getAmountRefunded()).isZero();
        assertThat(shop.typesReceived()).contains("refund.failed");
    }

    @Test
    void a_refund_that_waits_for_the_customer_can_be_canceled() throws StripeException {
        PaymentIntent paid = shop.paid(4900);
        String waiting = shop.sandbox.bank().refund(paid.getId(), 900, "requires_action").get("id").textValue();
        String pending = shop.sandbox.bank().refund(paid.getId(), 100, "pending").get("id").textValue();

        assertThat(shop.stripe.refunds().cancel(waiting).getStatus()).isEqualTo("canceled");

        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> shop.stripe.refunds().cancel(pending)))
                .hasMessageContaining("pending");
        shop.sandbox.bank().succeedRefund(pending);
        assertThat(charge(paid).getAmountRefunded()).isEqualTo(100);
    }

    @Test
    void what_is_not_paid_is_not_refunded() throws StripeException {
        PaymentIntent unpaid = shop.created("LU1", 4900);

        assertThat(refusal(unpaid, null).getStatusCode()).isEqualTo(400);
        shop.sandbox.cardholder().decline(unpaid.getId());
        assertThat(refusal(unpaid, null)).hasMessageContaining("has not succeeded");
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> shop.stripe.refunds().create(
                RefundCreateParams.builder().setPaymentIntent("pi_unknown").build())).getCode())
                .isEqualTo("resource_missing");
    }

    @Test
    void the_refunds_of_a_charge_can_be_expanded() throws StripeException {
        PaymentIntent paid = shop.paid(4900);
        refund(paid, 1000L);

        PaymentIntent expanded = shop.stripe.paymentIntents().retrieve(paid.getId(), PaymentIntentRetrieveParams
                .builder().addExpand("latest_charge").addExpand("latest_charge.refunds").build());

        assertThat(expanded.getLatestChargeObject().getRefunds().getData()).hasSize(1);
    }

    private Refund refund(PaymentIntent intent, Long amount) throws StripeException {
        return shop.stripe.refunds().create(RefundCreateParams.builder().setPaymentIntent(intent.getId())
                .setAmount(amount).setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER).build());
    }

    private InvalidRequestException refusal(PaymentIntent intent, Long amount) {
        return catchThrowableOfType(InvalidRequestException.class, () -> refund(intent, amount));
    }

    private Charge charge(PaymentIntent intent) throws StripeException {
        return shop.stripe.charges().list(ChargeListParams.builder().setPaymentIntent(intent.getId()).build())
                .getData().getFirst();
    }
}
