package com.oraclelumira.api.ledger;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.oraclelumira.api.ledger.IntentFact.Status;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("PAY-4")
class PaymentTest {
    private static final Price PRICE = new Price(4700, "eur");
    private static final Terms TERMS = new Terms("order-1", PRICE, false);

    @Test
    void an_order_without_facts_is_pending() {
        assertThat(Payment.opening(TERMS).status()).isEqualTo(PaymentStatus.PENDING);
    }

    @Test
    void a_free_order_is_paid_from_the_start() {
        var opening = Payment.opening(new Terms("order-1", new Price(0, "eur"), false));
        assertThat(opening.status()).isEqualTo(PaymentStatus.PAID);
        assertThat(opening.settled()).isTrue();
    }

    @Test
    void success_pays_the_order_and_captures_its_price() {
        var payment = joined(intent(Status.SUCCEEDED, 4700, 100, "evt_1"));
        assertThat(payment.status()).isEqualTo(PaymentStatus.PAID);
        assertThat(payment.capturedCents()).isEqualTo(4700);
        assertThat(payment.settled()).isTrue();
    }

    @Test
    void a_declined_attempt_is_failed_and_a_fresh_intent_is_not() {
        assertThat(joined(intent(Status.REQUIRES_PAYMENT_METHOD, 0, 100, "evt_1")).status())
                .isEqualTo(PaymentStatus.PENDING);
        assertThat(joined(declined(100, "evt_1")).status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void a_late_decline_does_not_undo_a_success_whatever_its_time_says() {
        var payment = joined(intent(Status.SUCCEEDED, 4700, 100, "evt_1"), declined(105, "evt_2"));
        assertThat(payment.status()).isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void the_same_event_twice_adds_nothing() {
        var once = joined(intent(Status.SUCCEEDED, 4700, 100, "evt_1"));
        assertThat(once.join(intent(Status.SUCCEEDED, 4700, 100, "evt_1"), TERMS)).isEqualTo(once);
    }

    @Test
    void within_one_second_the_further_state_wins_in_either_order() {
        var processing = intent(Status.PROCESSING, 0, 100, "evt_1");
        var action = intent(Status.REQUIRES_ACTION, 0, 100, "evt_2");
        assertThat(joined(processing, action)).isEqualTo(joined(action, processing));
        assertThat(joined(processing, action).status()).isEqualTo(PaymentStatus.PROCESSING);
    }

    @Test
    void within_one_second_a_decline_is_later_than_the_fresh_intent() {
        var fresh = intent(Status.REQUIRES_PAYMENT_METHOD, 0, 100, "evt_9");
        var declined = declined(100, "evt_1");
        assertThat(joined(fresh, declined).status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(joined(declined, fresh).status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void a_wrong_amount_currency_mode_or_owner_is_reviewed_and_never_settles() {
        var amount = intent(Status.SUCCEEDED, 100, 100, "evt_1");
        var currency = new IntentFact("pi_1", "order-1", Status.SUCCEEDED, 4700, 4700, "usd", false, null, 100,
                "evt_1");
        var mode = new IntentFact("pi_1", "order-1", Status.SUCCEEDED, 4700, 4700, "eur", true, null, 100, "evt_1");
        var owner = new IntentFact("pi_1", "order-2", Status.SUCCEEDED, 4700, 4700, "eur", false, null, 100, "evt_1");
        for (var wrong : List.of(amount, currency, mode, owner)) {
            assertThat(joined(wrong).status()).isEqualTo(PaymentStatus.REVIEW);
            assertThat(joined(wrong).settled()).isFalse();
            assertThat(joined(wrong).anomalies()).hasSize(1);
        }
    }

    @Test
    void two_successful_intents_are_reviewed_as_paid_twice() {
        var second = new IntentFact("pi_2", "order-1", Status.SUCCEEDED, 4700, 4700, "eur", false, null, 101, "evt_2");
        var payment = joined(intent(Status.SUCCEEDED, 4700, 100, "evt_1"), second);
        assertThat(payment.status()).isEqualTo(PaymentStatus.REVIEW);
        assertThat(payment.anomalies()).containsExactly("paid-twice:pi_2");
        assertThat(payment.capturedCents()).isEqualTo(9400);
    }

    @Test
    void paid_twice_is_settled_once_the_second_payment_was_given_back_whole() {
        var first = intent(Status.SUCCEEDED, 4700, 100, "evt_1");
        var second = new IntentFact("pi_2", "order-1", Status.SUCCEEDED, 4700, 4700, "eur", false, null, 101, "evt_2");
        var part = new RefundFact("re_1", "pi_2", RefundFact.Status.SUCCEEDED, 4000, 200, "evt_3");
        var rest = new RefundFact("re_2", "pi_2", RefundFact.Status.SUCCEEDED, 700, 201, "evt_4");
        assertThat(joined(first, second, part).status()).isEqualTo(PaymentStatus.REVIEW);
        assertThat(joined(first, second, part, rest).status()).isEqualTo(PaymentStatus.PAID);
        assertThat(joined(rest, part, second, first)).isEqualTo(joined(first, second, part, rest));
        assertThat(joined(first, second, part, rest).anomalies()).containsExactly("paid-twice:pi_2");
    }

    @Test
    void each_payment_too_many_is_reviewed_by_its_own_name() {
        var payments = List.of("pi_1", "pi_2", "pi_3").stream().map(id -> new IntentFact(id, "order-1",
                Status.SUCCEEDED, 4700, 4700, "eur", false, null, 100, "evt_" + id)).toList();
        assertThat(joined(payments.get(2), payments.get(0)).anomalies()).containsExactly("paid-twice:pi_3");
        assertThat(joined(payments.get(2), payments.get(0), payments.get(1)).anomalies())
                .containsExactly("paid-twice:pi_2", "paid-twice:pi_3");
    }

    @Test
    void a_dispute_about_the_payment_too_many_takes_nothing_from_the_right_one() {
        var first = intent(Status.SUCCEEDED, 4700, 100, "evt_1");
        var second = new IntentFact("pi_2", "order-1", Status.SUCCEEDED, 4700, 4700, "eur", false, null, 101, "evt_2");
        var lost = new DisputeFact("dp_1", "pi_2", DisputeFact.Status.LOST, 4700, 4700, 1, 300, "evt_3");
        var back = new RefundFact("re_2", "pi_2", RefundFact.Status.SUCCEEDED, 4700, 200, "evt_4");
        var open = new DisputeFact("dp_1", "pi_2", DisputeFact.Status.NEEDS_RESPONSE, 4700, 0, 0, 300, "evt_5");
        assertThat(joined(first, second, lost).status()).isEqualTo(PaymentStatus.PAID);
        assertThat(joined(first, second, back, open).status()).isEqualTo(PaymentStatus.PAID);
        assertThat(joined(first, second, open).status()).isEqualTo(PaymentStatus.DISPUTED);
        assertThat(joined(second, lost).status()).isEqualTo(PaymentStatus.CHARGEBACK);
    }

    @Test
    void a_wrong_payment_that_was_given_back_whole_leaves_nothing_to_review() {
        var wrong = intent(Status.SUCCEEDED, 100, 100, "evt_1");
        var back = new RefundFact("re_1", "pi_1", RefundFact.Status.SUCCEEDED, 100, 200, "evt_2");
        var failed = new RefundFact("re_1", "pi_1", RefundFact.Status.FAILED, 100, 300, "evt_3");
        assertThat(joined(wrong, back).status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(joined(wrong, back, failed).status()).isEqualTo(PaymentStatus.REVIEW);
    }

    @Test
    void a_refund_that_fails_later_gives_the_money_back_to_us() {
        var paid = intent(Status.SUCCEEDED, 4700, 100, "evt_1");
        var refunded = new RefundFact("re_1", "pi_1", RefundFact.Status.SUCCEEDED, 4700, 200, "evt_2");
        var failed = new RefundFact("re_1", "pi_1", RefundFact.Status.FAILED, 4700, 300, "evt_3");
        assertThat(joined(paid, refunded).status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(joined(paid, refunded, failed).status()).isEqualTo(PaymentStatus.PAID);
        assertThat(joined(failed, paid, refunded)).isEqualTo(joined(paid, refunded, failed));
    }

    @Test
    void a_refund_heard_of_before_its_payment_gives_no_access() {
        var refund = new RefundFact("re_1", "pi_1", RefundFact.Status.SUCCEEDED, 4700, 200, "evt_2");
        assertThat(joined(refund).status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(joined(refund, intent(Status.SUCCEEDED, 4700, 100, "evt_1")).status())
                .isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void within_one_second_a_dispute_with_more_movements_of_money_is_the_later_one() {
        var closed = new DisputeFact("dp_1", "pi_1", DisputeFact.Status.WON, 4700, 4700, 1, 300, "evt_2");
        var reinstated = new DisputeFact("dp_1", "pi_1", DisputeFact.Status.WON, 4700, 0, 2, 300, "evt_1");
        assertThat(joined(closed, reinstated).disputedCents()).isZero();
        assertThat(joined(reinstated, closed).disputedCents()).isZero();
    }

    @Test
    void an_order_is_canceled_only_when_all_its_intents_are() {
        var canceled = intent(Status.CANCELED, 0, 100, "evt_1");
        var fresh = new IntentFact("pi_2", "order-1", Status.REQUIRES_PAYMENT_METHOD, 4700, 0, "eur", false, null, 90,
                "evt_2");
        assertThat(joined(canceled).status()).isEqualTo(PaymentStatus.CANCELED);
        assertThat(joined(canceled, fresh).status()).isEqualTo(PaymentStatus.PENDING);
    }

    private static Payment joined(Fact<?>... facts) {
        var payment = Payment.opening(TERMS);
        for (var fact : facts)
            payment = payment.join(fact, TERMS);
        return payment;
    }

    private static IntentFact intent(Status status, long received, long at, String source) {
        return new IntentFact("pi_1", "order-1", status, 4700, received, "eur", false, null, at, source);
    }

    private static IntentFact declined(long at, String source) {
        return new IntentFact("pi_1", "order-1", Status.REQUIRES_PAYMENT_METHOD, 4700, 0, "eur", false, "card_declined",
                at, source);
    }
}
