package com.oraclelumira.api.ledger;

/** What an order costs, from the catalogue alone: integer cents and an ISO 4217 code in lower case, as Stripe writes it. */
public record Price(long amountCents, String currency) {
    public boolean free() {
        return amountCents == 0;
    }
}
