package com.oraclelumira.api.payments;

import java.util.List;
import java.util.Set;

import com.oraclelumira.api.ledger.PaymentStatus;

/** The seven histories: what happened, and what we must know and owe in the end. Money in cents. */
enum History {
    DECLINED_THEN_PAID(new Story().declined("pi_1").later().requiresAction("pi_1").processing("pi_1")
            .succeeded("pi_1"), PaymentStatus.PAID, 4700, 0, 0, "paid"),

    /** The failure of an earlier attempt, made in the same second as the success and one second after it. */
    PAID_WITH_LATE_FAILURES(new Story().processing("pi_1").succeeded("pi_1").declined("pi_1").later()
            .declined("pi_1").requiresAction("pi_1"), PaymentStatus.PAID, 4700, 0, 0, "paid"),

    REFUNDED_IN_TWO_PARTS(new Story().succeeded("pi_1").later()
            .refund("refund.created", "re_1", "pi_1", "pending", 1700).chargeRefunded("pi_1", 1700)
            .refund("refund.updated", "re_1", "pi_1", "succeeded", 1700).later()
            .refund("refund.created", "re_2", "pi_1", "succeeded", 3000).chargeRefunded("pi_1", 4700),
            PaymentStatus.REFUNDED, 4700, 4700, 0, "paid", "refund:re_1", "refund:re_2"),

    /** The customer's bank sends the money back: the maximum of all totals ever seen would be wrong. */
    REFUND_FAILED_LATER(new Story().succeeded("pi_1").later()
            .refund("refund.created", "re_1", "pi_1", "pending", 4700)
            .refund("refund.updated", "re_1", "pi_1", "succeeded", 4700).chargeRefunded("pi_1", 4700).later()
            .refund("refund.failed", "re_1", "pi_1", "failed", 4700)
            .refund("charge.refund.updated", "re_1", "pi_1", "failed", 4700), PaymentStatus.PAID, 4700, 0, 0, "paid",
            "refund:re_1", "refund_failed:re_1"),

    DISPUTE_WON(new Story().succeeded("pi_1").later().dispute("created", "dp_1", "pi_1", "needs_response")
            .dispute("funds_withdrawn", "dp_1", "pi_1", "needs_response", -4700).later()
            .dispute("updated", "dp_1", "pi_1", "under_review", -4700).later()
            .dispute("closed", "dp_1", "pi_1", "won", -4700)
            .dispute("funds_reinstated", "dp_1", "pi_1", "won", -4700, 4700), PaymentStatus.PAID, 4700, 0, 0, "paid",
            "dispute:dp_1", "dispute_closed:dp_1"),

    DISPUTE_LOST_AFTER_A_WARNING(new Story().succeeded("pi_1").later().warned("issfr_1", "pi_1")
            .dispute("created", "dp_1", "pi_1", "needs_response")
            .dispute("funds_withdrawn", "dp_1", "pi_1", "needs_response", -4700)
            .dispute("updated", "dp_1", "pi_1", "under_review", -4700)
            .dispute("closed", "dp_1", "pi_1", "lost", -4700), PaymentStatus.CHARGEBACK, 4700, 0, 4700, "paid",
            "dispute:dp_1", "dispute_closed:dp_1", "fraud_warning:issfr_1"),

    /** The second PaymentIntent is not even of the right amount, and it is given back. */
    PAID_TWICE_AND_ONCE_WRONGLY(new Story().declined("pi_1").processing("pi_2").succeeded("pi_2", 100)
            .succeeded("pi_1").later().refund("refund.created", "re_2", "pi_2", "succeeded", 100)
            .chargeRefunded("pi_2", 100).canceled("pi_3"), PaymentStatus.PAID, 4800, 100, 0, "paid",
            "refund:re_2", "review:amount:pi_2", "review:paid-twice:pi_2");

    final Story story;
    final PaymentStatus status;
    final List<Long> capturedRefundedDisputed;
    final Set<String> durable;

    History(Story story, PaymentStatus status, long captured, long refunded, long disputed, String... durable) {
        this.story = story;
        this.status = status;
        this.capturedRefundedDisputed = List.of(captured, refunded, disputed);
        this.durable = Set.of(durable);
    }
}
