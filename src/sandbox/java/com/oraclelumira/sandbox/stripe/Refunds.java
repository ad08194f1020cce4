package com.oraclelumira.sandbox.stripe;

import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code /v1/refunds}. A refund made here succeeds at once, as a card's does, unless the sandbox is told otherwise. */
final class Refunds {
    static final String SUCCEEDED = "succeeded";
    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");
    private final SandboxState state;
    private final RefundMoves moves;

    Refunds(SandboxState state, RefundMoves moves) {
        this.state = state;
        this.moves = moves;
    }

    void addTo(Router router, Pages pages) {
        String path = Kind.REFUND.path;
        router.on("POST " + path,
                "amount charge currency customer instructions_email metadata origin payment_intent reason "
                        + "refund_application_fee reverse_transfer",
                (id, params) -> create(params, SUCCEEDED));
        router.on("GET " + path, Pages.PARAMS + " charge payment_intent",
                (id, params) -> pages.list(Kind.REFUND, params, Pages.same(params, "charge", "payment_intent")));
        router.on("GET " + path + "/*", "", (id, params) -> state.get(Kind.REFUND, id));
        router.on("POST " + path + "/*", "metadata", (id, params) -> {
            state.get(Kind.REFUND, id);
            return moves.update(id, refund -> Metadata.merge(refund, params));
        });
        router.on("POST " + path + "/*/cancel", "", (id, params) -> moves.cancel(id));
    }

    /** @param status in which it is born: succeeded, pending or requires_action */
    ObjectNode create(Params params, String status) {
        params.oneOf("reason", REASONS);
        ObjectNode charge = charge(params);
        long left = charge.path("amount").asLong() - charge.path("amount_refunded").asLong();
        long amount = params.integer("amount").orElse(left);
        check(charge, amount, left);
        ObjectNode refund = state.fresh(Kind.REFUND);
        refund.put("amount", amount).put("balance_transaction", Ids.next("txn_"));
        for (String same : new String[]{"currency", "payment_intent"}) {
            refund.set(same, charge.get(same));
        }
        refund.set("charge", charge.get("id"));
        refund.putObject("destination_details").put("type", "card").putObject("card")
                .put("reference_status", "pending").put("reference_type", "acquirer_reference_number")
                .put("type", "refund");
        refund.putObject("metadata");
        refund.put("reason", params.text("reason").orElse(null)).putNull("receipt_number")
                .putNull("source_transfer_reversal").put("status", status).putNull("transfer_reversal");
        Metadata.merge(refund, params);
        return moves.publish(refund);
    }

    private ObjectNode charge(Params params) {
        if (params.text("charge").isPresent()) {
            return found(Kind.CHARGE, "charge", params.requiredText("charge"));
        }
        if (params.text("payment_intent").isEmpty()) {
            throw StripeError.invalid("parameter_missing", "payment_intent",
                    "One of the following params should be provided for this request: payment_intent or charge.");
        }
        ObjectNode intent = found(Kind.PAYMENT_INTENT, "payment_intent", params.requiredText("payment_intent"));
        return state.shelf(Kind.CHARGE).find(intent.path("latest_charge").asText())
                .orElseThrow(() -> StripeError.state(null, "This PaymentIntent does not have a successful charge."));
    }

    private ObjectNode found(Kind kind, String param, String id) {
        return state.shelf(kind).find(id).orElseThrow(() -> StripeError.missingParam(kind.object, param, id));
    }

    private static void check(ObjectNode charge, long amount, long left) {
        String id = charge.path("id").asText();
        if (!charge.path("status").asText().equals(SUCCEEDED)) {
            throw StripeError.state(null, "Charge " + id + " has not succeeded, so it cannot be refunded.");
        }
        if (charge.path("disputed").asBoolean()) {
            throw StripeError.state("charge_disputed", "Charge " + id + " has been charged back.");
        }
        if (left == 0) {
            throw StripeError.state("charge_already_refunded", "Charge " + id + " has already been refunded.");
        }
        if (amount < 1) {
            throw StripeError.invalid("parameter_invalid_integer", "amount", "Invalid positive integer");
        }
        if (amount > left) {
            throw StripeError.invalid(null, "amount",
                    "Refund amount (" + amount + ") is greater than unrefunded amount on charge (" + left + ")");
        }
    }
}
