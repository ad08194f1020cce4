package com.oraclelumira.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The attempts to take the money of a PaymentIntent. */
final class Charges {
    private static final ObjectNode TEMPLATE = Json.parse("""
        {"amount":0,"amount_captured":0,"amount_refunded":0,"application":null,"application_fee":null,
         "application_fee_amount":null,"balance_transaction":null,
         "billing_details":{"address":{"city":null,"country":null,"line1":null,"line2":null,"postal_code":null,
           "state":null},"email":null,"name":null,"phone":null,"tax_id":null},
         "calculated_statement_descriptor":"SANDBOX","captured":false,"currency":"eur","customer":null,
         "description":null,"disputed":false,"failure_balance_transaction":null,"failure_code":null,
         "failure_message":null,"fraud_details":{},"metadata":{},"on_behalf_of":null,"outcome":null,"paid":false,
         "payment_intent":null,"payment_method":null,"payment_method_details":null,"radar_options":{},
         "receipt_email":null,"receipt_number":null,"receipt_url":null,"refunded":false,"review":null,
         "shipping":null,"source_transfer":null,"statement_descriptor":null,"statement_descriptor_suffix":null,
         "status":"pending","transfer_data":null,"transfer_group":null}""");
    private final SandboxState state;
    private final Events events;

    Charges(SandboxState state, Events events) {
        this.state = state;
        this.events = events;
    }

    ObjectNode succeed(ObjectNode intent, TestCard card) {
        ObjectNode charge = pendingOr(intent, card);
        long amount = charge.get("amount").asLong();
        charge.put("amount_captured", amount).put("captured", true).put("paid", true).put("status", "succeeded")
                .put("balance_transaction", Ids.next("txn_"));
        charge.putObject("outcome").put("network_status", "approved_by_network").putNull("reason")
                .put("risk_level", "normal").put("risk_score", 7).put("seller_message", "Payment complete.")
                .put("type", "authorized");
        return publish("charge.succeeded", charge);
    }

    ObjectNode fail(ObjectNode intent, TestCard card) {
        ObjectNode charge = pendingOr(intent, card);
        charge.put("status", "failed").put("failure_code", card.code()).put("failure_message", card.message());
        charge.putObject("outcome").put("network_status", "declined_by_network").put("reason", card.declineCode())
                .put("risk_level", "normal").put("risk_score", 40)
                .put("seller_message", "The bank did not return any further details with this decline.")
                .put("type", "issuer_declined");
        return publish("charge.failed", charge);
    }

    ObjectNode pend(ObjectNode intent, TestCard card) {
        return publish("charge.pending", fresh(intent, card));
    }

    private ObjectNode publish(String type, ObjectNode charge) {
        state.shelf(Kind.CHARGE).put(charge);
        events.emit(type, charge);
        return charge;
    }

    /** The charge that is under way for this intent, or a new one. */
    private ObjectNode pendingOr(ObjectNode intent, TestCard card) {
        String latest = intent.path("latest_charge").asText("");
        return state.shelf(Kind.CHARGE).find(latest).filter(charge -> charge.path("status").asText().equals("pending"))
                .map(ObjectNode::deepCopy).orElseGet(() -> fresh(intent, card));
    }

    private ObjectNode fresh(ObjectNode intent, TestCard card) {
        ObjectNode charge = state.fresh(Kind.CHARGE);
        charge.setAll(TEMPLATE.deepCopy());
        for (String same : new String[]{"amount", "currency", "customer", "description", "metadata", "receipt_email",
                "shipping", "statement_descriptor_suffix"}) {
            charge.set(same, intent.get(same));
        }
        charge.set("payment_intent", intent.get("id"));
        charge.put("payment_method", Ids.next("pm_"));
        charge.set("payment_method_details", details(intent, card));
        ((ObjectNode) charge.get("billing_details")).set("email", intent.get("receipt_email"));
        return charge;
    }

    static ObjectNode details(ObjectNode intent, TestCard card) {
        ObjectNode details = Json.object();
        ObjectNode shown = details.putObject("card").put("amount_authorized", intent.path("amount").asLong())
                .put("brand", card.brand()).put("country", "FR").put("exp_month", 12).put("exp_year", 2034)
                .put("fingerprint", "sandbox" + card.last4()).put("funding", "credit").put("last4", card.last4())
                .put("network", card.brand()).putNull("three_d_secure").putNull("wallet");
        shown.putObject("checks").putNull("address_line1_check").putNull("address_postal_code_check").put("cvc_check",
                "pass");
        details.put("type", "card");
        return details;
    }
}
