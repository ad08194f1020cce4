package com.oraclelumira.api.payments;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.oraclelumira.api.ledger.Payment;

/**
 * What a story leaves behind, without times and counters of attempts: the same whatever accidents happened on the way.
 *
 * @param handle whether the order's public handle is one of its PaymentIntents (the one that was heard of first)
 * @param owed durable obligations, and whether each is met
 * @param mails to whom, which and about what: one entry for each, so that a second one shows
 * @param account whether the order belongs to the account of its buyer
 */
record FinalState(Payment payment, boolean handle, boolean paidAt, Map<String, Boolean> owed,
        Map<String, InboxEvent.State> inbox, List<String> mails, List<String> users, boolean account) {

    Set<String> durable() {
        return owed.keySet();
    }
}
