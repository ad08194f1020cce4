package com.oraclelumira.api.sanctuary;

import jakarta.enterprise.context.RequestScoped;

/** Whether this visitor has shown that a mailbox is hers, also where the page sends no token. */
@RequestScoped
public class ProvenMailboxes {
    private final CurrentCustomer customer;
    private final SignInLinks links;

    ProvenMailboxes(CurrentCustomer customer, SignInLinks links) {
        this.customer = customer;
        this.links = links;
    }

    /** Her token came along, or a link that was mailed there was opened from this network within the last day. */
    public boolean isHers(String email, String network) {
        return customer.find().filter(user -> user.email().equals(email)).isPresent()
                || links.openedFrom(email, network);
    }
}
