package com.oraclelumira.sandbox;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.radar.EarlyFraudWarningListParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Tag("PAY-6")
class SandboxDisputesTest {
    private final SandboxShop shop = new SandboxShop();
    private PaymentIntent paid;

    @BeforeEach
    void pay() throws StripeException {
        paid = shop.paid(4900);
        shop.receiver.forget();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_dispute_that_is_won_takes_the_money_and_gives_it_back() throws StripeException {
        String id = shop.sandbox.bank().dispute(paid.getId()).get("id").textValue();
        shop.stripe.disputes().update(id, DisputeUpdateParams.builder()
                .setEvidence(DisputeUpdateParams.Evidence.builder().setUncategorizedText("delivered").build()).build());

        shop.sandbox.bank().winDispute(id);

        Dispute won = shop.stripe.disputes().retrieve(id);
        assertThat(won.getStatus()).isEqualTo("won");
        assertThat(won.getBalanceTransactions()).extracting(BalanceTransaction::getAmount).containsExactly(-4900L,
                4900L);
        assertThat(shop.typesReceived()).containsExactlyInAnyOrder("charge.dispute.created",
                "charge.dispute.funds_withdrawn", "charge.dispute.updated", "charge.dispute.closed",
                "charge.dispute.funds_reinstated");
    }

    @Test
    void a_dispute_that_is_lost_ends_so() throws StripeException {
        String id = shop.sandbox.bank().dispute(paid.getId()).get("id").textValue();

        shop.sandbox.bank().loseDispute(id);

        var disputes = shop.stripe.disputes()
                .list(DisputeListParams.builder().setPaymentIntent(paid.getId()).build()).getData();
        assertThat(disputes).extracting(Dispute::getStatus).containsExactly("lost");
        assertThat(shop.typesReceived()).contains("charge.dispute.closed")
                .doesNotContain("charge.dispute.funds_reinstated");
    }

    @Test
    void a_disputed_charge_cannot_be_refunded_but_an_inquired_one_can() throws StripeException {
        PaymentIntent other = shop.paid(4900);
        shop.sandbox.bank().inquire(other.getId());
        shop.sandbox.bank().dispute(paid.getId());

        assertThat(shop.stripe.refunds().create(RefundCreateParams.builder().setPaymentIntent(other.getId()).build())
                .getStatus()).isEqualTo("succeeded");
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> shop.stripe.refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(paid.getId()).build())).getCode())
                .isEqualTo("charge_disputed");
    }

    @Test
    void an_early_fraud_warning_is_told_and_listed() throws StripeException {
        shop.sandbox.bank().warn(paid.getId());

        var list = shop.stripe.radar().earlyFraudWarnings()
                .list(EarlyFraudWarningListParams.builder().setPaymentIntent(paid.getId()).build());
        assertThat(list.getData()).hasSize(1);
        assertThat(list.getData().getFirst().getActionable()).isTrue();
        assertThat(shop.typesReceived()).containsExactly("radar.early_fraud_warning.created");
    }
}
