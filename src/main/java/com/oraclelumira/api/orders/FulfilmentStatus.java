package com.oraclelumira.api.orders;

/** How far the reading itself is, apart from the money. Only forwards, except that a refused reading is produced anew. */
public enum FulfilmentStatus {
    /** Waits for the customer's intake or for an expert. */
    QUEUED,
    IN_PRODUCTION,
    AWAITING_VALIDATION,
    DELIVERED,
    PRODUCTION_FAILED;

    /** The customer may send or correct her form: nobody is working from it. */
    public boolean takesIntake() {
        return this == QUEUED || this == PRODUCTION_FAILED;
    }
}
