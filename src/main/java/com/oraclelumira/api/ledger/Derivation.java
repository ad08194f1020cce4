package com.oraclelumira.api.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.oraclelumira.api.ledger.IntentFact.Status;

/** Facts → state: a pure function, so that the same facts give the same state whichever way they came. */
final class Derivation {
    private final Facts facts;
    private final Terms terms;

    private Derivation(Facts facts, Terms terms) {
        this.facts = facts;
        this.terms = terms;
    }

    static Payment of(Facts facts, Terms terms) {
        return new Derivation(facts, terms).derive();
    }

    private Payment derive() {
        var paid = facts.intents().stream().filter(IntentFact::succeeded).toList();
        long captured = paid.stream().mapToLong(IntentFact::receivedCents).sum();
        long refunded = refunded();
        boolean settled = terms.price().free() || facts.intents().stream().anyMatch(intent -> intent.pays(terms));
        return new Payment(status(paid), settled, captured, refunded, withdrawn(), anomalies(paid), refundsUnknown(),
                facts);
    }

    private PaymentStatus status(List<IntentFact> paid) {
        // a payment that was given back whole, or lost to the bank, no longer stands in the way of one that is right
        var standing = paid.stream().filter(intent -> refunded(intent.id()) < intent.receivedCents())
                .filter(intent -> !disputed(intent.id(), status -> status == DisputeFact.Status.LOST)).toList();
        if (standing.isEmpty())
            return withoutPayment(paid);
        if (standing.stream().anyMatch(intent -> disputed(intent.id(), DisputeFact.Status::open)))
            return PaymentStatus.DISPUTED;
        if (!anomalies(standing).isEmpty())
            return PaymentStatus.REVIEW;
        return refunded(standing.getFirst().id()) > 0 ? PaymentStatus.PARTIALLY_REFUNDED : PaymentStatus.PAID;
    }

    private PaymentStatus withoutPayment(List<IntentFact> paid) {
        var disputes = facts.disputes().stream().map(DisputeFact::status).toList();
        if (disputes.contains(DisputeFact.Status.LOST))
            return PaymentStatus.CHARGEBACK;
        if (disputes.stream().anyMatch(DisputeFact.Status::open))
            return PaymentStatus.DISPUTED;
        if (!paid.isEmpty())
            return PaymentStatus.REFUNDED;
        // a refund may be heard of before its payment: it proves nothing yet
        return terms.price().free() ? PaymentStatus.PAID : unpaid();
    }

    private boolean disputed(String intentId, Predicate<DisputeFact.Status> how) {
        return facts.disputes().stream()
                .anyMatch(dispute -> dispute.intentId().equals(intentId) && how.test(dispute.status()));
    }

    private PaymentStatus unpaid() {
        var alive = facts.intents().stream().filter(f -> f.status() != Status.CANCELED).toList();
        if (alive.isEmpty())
            return facts.intents().isEmpty() ? PaymentStatus.PENDING : PaymentStatus.CANCELED;
        var furthest = alive.stream().max(Comparator.comparing(IntentFact::status)).orElseThrow();
        return switch (furthest.status()) {
            case PROCESSING, REQUIRES_CAPTURE -> PaymentStatus.PROCESSING;
            case REQUIRES_ACTION -> PaymentStatus.ACTION_REQUIRED;
            default -> alive.stream().anyMatch(IntentFact::declined) ? PaymentStatus.FAILED : PaymentStatus.PENDING;
        };
    }

    private long refunded() {
        return Stream.concat(facts.refunds().stream().map(RefundFact::intentId),
                facts.charges().stream().map(ChargeFact::intentId)).distinct().mapToLong(this::refunded).sum();
    }

    /** By refund object; a charge's own total stands in only while none of its payment's refunds is known. */
    private long refunded(String intentId) {
        var refunds = facts.refunds().stream().filter(refund -> refund.intentId().equals(intentId)).toList();
        return refunds.isEmpty()
                ? facts.charges().stream().filter(charge -> charge.intentId().equals(intentId))
                        .mapToLong(ChargeFact::refundedCents).sum()
                : refunds.stream().filter(refund -> refund.status().counts()).mapToLong(RefundFact::amountCents).sum();
    }

    private @Nullable Boolean refundsUnknown() {
        boolean unknown = facts.charges().stream().anyMatch(charge -> charge.refundedCents() > facts.refunds().stream()
                .filter(refund -> refund.intentId().equals(charge.intentId())).mapToLong(RefundFact::amountCents)
                .sum());
        return unknown ? true : null;
    }

    private long withdrawn() {
        return facts.disputes().stream().mapToLong(DisputeFact::withdrawnCents).sum();
    }

    /** What is wrong about these payments: sorted, in words that a log and an operator can read. */
    private List<String> anomalies(List<IntentFact> paid) {
        var found = new ArrayList<String>();
        for (var intent : paid) {
            if (!intent.belongsTo(terms))
                found.add("owner:" + intent.id());
            if (intent.receivedCents() != terms.price().amountCents())
                found.add("amount:" + intent.id());
            if (!intent.currency().equals(terms.price().currency()))
                found.add("currency:" + intent.id());
            if (intent.livemode() != terms.livemode())
                found.add("livemode:" + intent.id());
        }
        // one name for each payment too many, the same whichever way they came: all but the first by id
        paid.stream().map(IntentFact::id).sorted().skip(1).forEach(id -> found.add("paid-twice:" + id));
        return found.stream().sorted().toList();
    }
}
