package com.oraclelumira.api.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes a long story as Stripe could: up to 2 PaymentIntents, 3 refunds and 2 disputes that live their lives side by
 * side, often within the same second. Keeps the books beside it, so that a proof can compare with the truth.
 */
final class RandomStory {
    private static final int LENGTH = 30;
    private static final int REFUNDS = 3;
    private static final int DISPUTES = 2;

    private static final class Refund {
        final String id;
        final String intent;
        final long cents;
        String status;

        Refund(String id, String intent, long cents, String status) {
            this.id = id;
            this.intent = intent;
            this.cents = cents;
            this.status = status;
        }

        boolean counts() {
            return !status.equals("failed") && !status.equals("canceled");
        }
    }

    private static final class Dispute {
        final String id;
        final String intent;
        int stage;
        boolean won;

        Dispute(String id, String intent) {
            this.id = id;
            this.intent = intent;
        }
    }

    private final Random random;
    private final Story story = new Story();
    private final List<String> paid = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final List<Refund> refunds = new ArrayList<>();
    private final List<Dispute> disputes = new ArrayList<>();

    RandomStory(Random random) {
        this.random = random;
        while (story.length() < LENGTH) {
            if (random.nextInt(3) == 0)
                story.later();
            happen();
        }
    }

    Story story() {
        return story;
    }

    long captured() {
        return paid.size() * Story.PRICE;
    }

    long refunded() {
        return refunds.stream().filter(Refund::counts).mapToLong(refund -> refund.cents).sum();
    }

    long disputed() {
        return disputes.stream().filter(d -> d.stage >= 1 && d.stage < 4).count() * Story.PRICE;
    }

    private void happen() {
        switch (random.nextInt(5)) {
            case 0 -> attempt(random.nextBoolean() ? "pi_1" : "pi_2");
            case 1 -> refund();
            case 2, 3 -> moveRefund();
            default -> dispute();
        }
    }

    private void attempt(String intent) {
        if (ended.contains(intent))
            return;
        switch (random.nextInt(6)) {
            case 0, 1 -> story.declined(intent);
            case 2 -> story.requiresAction(intent);
            case 3 -> story.processing(intent);
            case 4 -> succeed(intent);
            default -> cancel(intent);
        }
    }

    private void succeed(String intent) {
        story.succeeded(intent);
        paid.add(intent);
        ended.add(intent);
    }

    private void cancel(String intent) {
        if (random.nextBoolean())
            return;
        story.canceled(intent);
        ended.add(intent);
    }

    private void refund() {
        if (paid.isEmpty() || refunds.size() == REFUNDS)
            return;
        var intent = paid.get(random.nextInt(paid.size()));
        long left = Story.PRICE - total(intent);
        if (left == 0)
            return;
        var refund = new Refund("re_" + refunds.size(), intent, random.nextBoolean() ? left : 1 + left / 3, "pending");
        refunds.add(refund);
        story.refund("refund.created", refund.id, intent, refund.status, refund.cents);
        story.chargeRefunded(intent, total(intent));
    }

    private long total(String intent) {
        return refunds.stream().filter(r -> r.counts() && r.intent.equals(intent)).mapToLong(r -> r.cents).sum();
    }

    private void moveRefund() {
        if (refunds.isEmpty()) {
            story.declined("pi_2_abandoned");
            return;
        }
        var refund = refunds.get(random.nextInt(refunds.size()));
        var next = switch (refund.status) {
            case "pending" -> random.nextInt(4) == 0 ? "canceled" : "succeeded";
            case "succeeded" -> random.nextInt(3) == 0 ? "failed" : "succeeded";
            default -> refund.status;
        };
        refund.status = next;
        story.refund(next.equals("failed") ? "refund.failed" : "refund.updated", refund.id, refund.intent, next,
                refund.cents);
    }

    private void dispute() {
        if (!paid.isEmpty() && disputes.size() < DISPUTES && random.nextBoolean())
            disputes.add(new Dispute("dp_" + disputes.size(), paid.get(random.nextInt(paid.size()))));
        else if (!disputes.isEmpty())
            advance(disputes.get(random.nextInt(disputes.size())));
        else
            return;
        tell(disputes.getLast());
    }

    private void advance(Dispute dispute) {
        if (dispute.stage == 2)
            dispute.won = random.nextBoolean();
        if (dispute.stage < 3 || dispute.stage == 3 && dispute.won)
            dispute.stage++;
        tell(dispute);
    }

    /** 0 opened, 1 funds withdrawn, 2 under review, 3 closed, 4 funds reinstated. */
    private void tell(Dispute dispute) {
        var id = dispute.id;
        var verdict = dispute.won ? "won" : "lost";
        switch (dispute.stage) {
            case 0 -> story.dispute("created", id, dispute.intent, "needs_response");
            case 1 -> story.dispute("funds_withdrawn", id, dispute.intent, "needs_response", -Story.PRICE);
            case 2 -> story.dispute("updated", id, dispute.intent, "under_review", -Story.PRICE);
            case 3 -> story.dispute("closed", id, dispute.intent, verdict, -Story.PRICE);
            default -> story.dispute("funds_reinstated", id, dispute.intent, verdict, -Story.PRICE, Story.PRICE);
        }
    }
}
