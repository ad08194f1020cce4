package com.oraclelumira.sandbox.stripe;

import java.time.Duration;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * {@code /v1/disputes}, and the bank's side of them. A dispute takes the money and a fee at once;
 * winning it returns the money.
 */
final class Disputes {
    private static final Set<String> CLOSED = Set.of("won", "lost", "warning_closed");
    private static final long FEE = 2_000;
    private static final long DAYS_TO_ANSWER = 7;
    private final SandboxState state;
    private final Events events;

    Disputes(SandboxState state, Events events) {
        this.state = state;
        this.events = events;
    }

    void addTo(Router router, Pages pages) {
        String path = Kind.DISPUTE.path;
        router.on("GET " + path, Pages.PARAMS + " charge payment_intent",
                (id, params) -> pages.list(Kind.DISPUTE, params, Pages.same(params, "charge", "payment_intent")));
        router.on("GET " + path + "/*", "", (id, params) -> state.get(Kind.DISPUTE, id));
        router.on("POST " + path + "/*", "evidence submit metadata", this::answer);
        router.on("POST " + path + "/*/close", "", (id, params) -> close(id, "lost"));
    }

    /** @param inquiry a warning only: no money moves */
    ObjectNode open(ObjectNode charge, long amount, String reason, boolean inquiry) {
        ObjectNode dispute = state.fresh(Kind.DISPUTE);
        dispute.put("amount", amount);
        ArrayNode money = dispute.putArray("balance_transactions");
        dispute.set("charge", charge.get("id"));
        dispute.set("currency", charge.get("currency"));
        dispute.putArray("enhanced_eligibility_types");
        dispute.putObject("evidence");
        dispute.putObject("evidence_details")
                .put("due_by", state.now() + Duration.ofDays(DAYS_TO_ANSWER).toSeconds()).put("has_evidence", false)
                .put("past_due", false).put("submission_count", 0);
        dispute.put("is_charge_refundable", inquiry).putObject("metadata");
        dispute.set("payment_intent", charge.get("payment_intent"));
        dispute.putObject("payment_method_details").put("type", "card").putObject("card").put("brand", "visa")
                .put("network_reason_code", "83");
        dispute.put("reason", reason).put("status", inquiry ? "warning_needs_response" : "needs_response");
        if (!inquiry) {
            money.add(transaction(dispute, -amount, FEE));
        }
        return publish(dispute, inquiry);
    }

    private ObjectNode publish(ObjectNode dispute, boolean inquiry) {
        state.shelf(Kind.DISPUTE).put(dispute);
        if (!inquiry) {
            state.shelf(Kind.CHARGE).change(dispute.path("charge").asText(), charge -> charge.put("disputed", true));
        }
        events.emit("charge.dispute.created", dispute);
        if (!inquiry) {
            events.emit("charge.dispute.funds_withdrawn", dispute);
        }
        return dispute;
    }

    /** The shop's evidence; {@code submit=false} only keeps it. */
    private ObjectNode answer(String id, Params params) {
        ObjectNode before = undecided(id);
        boolean submit = params.bool("submit").orElse(true) && params.has("evidence");
        ObjectNode after = state.shelf(Kind.DISPUTE).change(id, dispute -> {
            ((ObjectNode) dispute.get("evidence")).setAll(params.object("evidence").tree());
            Metadata.merge(dispute, params);
            if (submit) {
                boolean inquiry = before.path("status").asText().startsWith("warning");
                dispute.put("status", inquiry ? "warning_under_review" : "under_review");
                ((ObjectNode) dispute.get("evidence_details")).put("has_evidence", true).put("submission_count", 1);
            }
        });
        events.emit("charge.dispute.updated", after, before);
        return after;
    }

    /** @param outcome won or lost; an inquiry just ends */
    ObjectNode close(String id, String outcome) {
        ObjectNode before = undecided(id);
        boolean inquiry = before.path("status").asText().startsWith("warning");
        boolean won = !inquiry && outcome.equals("won");
        ObjectNode after = state.shelf(Kind.DISPUTE).change(id, dispute -> {
            dispute.put("status", inquiry ? "warning_closed" : outcome);
            if (won) {
                ((ArrayNode) dispute.get("balance_transactions"))
                        .add(transaction(dispute, dispute.path("amount").asLong(), 0));
            }
        });
        events.emit("charge.dispute.closed", after, before);
        if (won) {
            events.emit("charge.dispute.funds_reinstated", after);
        }
        return after;
    }

    private ObjectNode undecided(String id) {
        ObjectNode dispute = state.get(Kind.DISPUTE, id);
        if (CLOSED.contains(dispute.path("status").asText())) {
            throw StripeError.state(null, "This dispute is already closed");
        }
        return dispute;
    }

    private ObjectNode transaction(ObjectNode dispute, long amount, long fee) {
        ObjectNode transaction = Json.object().put("id", Ids.next("txn_")).put("object", "balance_transaction")
                .put("amount", amount).put("available_on", state.now()).put("created", state.now())
                .put("fee", fee).put("net", amount - fee).putNull("exchange_rate");
        transaction.set("currency", dispute.get("currency"));
        transaction.set("source", dispute.get("id"));
        transaction.putArray("fee_details");
        return transaction.put("description", amount < 0 ? "Chargeback withdrawal" : "Chargeback reversal")
                .put("reporting_category", amount < 0 ? "dispute" : "dispute_reversal").put("status", "pending")
                .put("type", "adjustment");
    }
}
