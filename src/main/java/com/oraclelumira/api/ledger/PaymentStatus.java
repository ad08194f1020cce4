package com.oraclelumira.api.ledger;

/**
 * What the facts say of an order's money, and what follows for people: does the customer get in, may the desk work on
 * it. The one table of its kind; {@code docs/runbook/stripe.md} repeats it for operators.
 */
public enum PaymentStatus {
    /** Nothing has been paid yet. */
    PENDING(false, false),
    /** The last attempt was declined; the same payment may still succeed. */
    FAILED(false, false),
    /** The customer's bank asks her to confirm (3-D Secure). */
    ACTION_REQUIRED(false, false),
    /** Stripe is waiting for the bank. */
    PROCESSING(false, false),
    /** Every PaymentIntent of the order was canceled. */
    CANCELED(false, false),
    /** The price is captured, or the level is free. */
    PAID(true, true),
    /** Some of it was given back. */
    PARTIALLY_REFUNDED(true, true),
    /** All of it was given back. */
    REFUNDED(false, false),
    /** Amount, currency, mode or ownership do not match the order, or it was paid twice: a person decides. */
    REVIEW(false, false),
    /** The customer contests the payment at her bank. */
    DISPUTED(false, false),
    /** The dispute is lost. */
    CHARGEBACK(false, false);

    private final boolean access;
    private final boolean workable;

    PaymentStatus(boolean access, boolean workable) {
        this.access = access;
        this.workable = workable;
    }

    /** The customer may enter the sanctuaire and read what was delivered. */
    public boolean givesAccess() {
        return access;
    }

    /** The desk may take the order and produce its reading. */
    public boolean workable() {
        return workable;
    }

    /** A webhook may still be on its way, so asking Stripe can tell more. */
    public boolean open() {
        return this == PENDING || this == FAILED || this == ACTION_REQUIRED || this == PROCESSING;
    }
}
