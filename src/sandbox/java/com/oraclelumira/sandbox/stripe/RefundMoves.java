package com.oraclelumira.sandbox.stripe;

import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The life of a refund, and what it does to its charge. A refund that has succeeded can still fail days later. */
final class RefundMoves {
    private static final Set<String> DEAD = Set.of("failed", "canceled");
    private final SandboxState state;
    private final Events events;

    RefundMoves(SandboxState state, Events events) {
        this.state = state;
        this.events = events;
    }

    /** @return the refund as it was made; soon after, Stripe adds the bank's reference and says so by an update */
    ObjectNode publish(ObjectNode refund) {
        String id = refund.get("id").textValue();
        state.shelf(Kind.REFUND).put(refund);
        events.emit("refund.created", refund);
        moveCharge(refund, refund.path("amount").asLong());
        if (refund.path("status").asText().equals(Refunds.SUCCEEDED)) {
            update(id, RefundMoves::reference);
        }
        return refund;
    }

    ObjectNode succeed(String id) {
        alive(id, "succeed");
        return update(id, refund -> reference(refund.put("status", Refunds.SUCCEEDED)));
    }

    ObjectNode fail(String id, String reason) {
        ObjectNode before = alive(id, "fail");
        moveCharge(before, -before.path("amount").asLong());
        ObjectNode failed = update(id, refund -> refund.put("status", "failed").put("failure_reason", reason)
                .put("failure_balance_transaction", Ids.next("txn_")));
        events.emit("refund.failed", failed);
        return failed;
    }

    /** @throws StripeError 400 unless the customer still has to do something for it */
    ObjectNode cancel(String id) {
        ObjectNode before = state.get(Kind.REFUND, id);
        if (!before.path("status").asText().equals("requires_action")) {
            throw StripeError.state(null,
                    "This refund cannot be canceled because it has a status of " + before.path("status").asText());
        }
        moveCharge(before, -before.path("amount").asLong());
        return update(id, refund -> refund.put("status", "canceled"));
    }

    ObjectNode update(String id, Consumer<ObjectNode> change) {
        ObjectNode before = state.get(Kind.REFUND, id);
        ObjectNode after = state.shelf(Kind.REFUND).change(id, change);
        events.emit("refund.updated", after, before);
        events.emit("charge.refund.updated", after, before);
        return after;
    }

    private ObjectNode alive(String id, String verb) {
        ObjectNode refund = state.get(Kind.REFUND, id);
        String status = refund.path("status").asText();
        if (DEAD.contains(status)) {
            throw StripeError.state(null, "This refund cannot " + verb + " because it has a status of " + status);
        }
        return refund;
    }

    private static void reference(ObjectNode refund) {
        refund.set("destination_details", refund.get("destination_details").deepCopy());
        ((ObjectNode) refund.path("destination_details").path("card")).put("reference", Ids.letters(12))
                .put("reference_status", "available");
    }

    /** A partial refund leaves {@code refunded} false, yet {@code charge.refunded} tells of it too. */
    private void moveCharge(ObjectNode refund, long amount) {
        String id = refund.get("charge").textValue();
        ObjectNode before = state.get(Kind.CHARGE, id);
        ObjectNode after = state.shelf(Kind.CHARGE).change(id, charge -> {
            long refunded = charge.path("amount_refunded").asLong() + amount;
            charge.put("amount_refunded", refunded).put("refunded", refunded == charge.path("amount").asLong());
        });
        if (amount > 0) {
            events.emit("charge.refunded", after, before);
        }
    }
}
