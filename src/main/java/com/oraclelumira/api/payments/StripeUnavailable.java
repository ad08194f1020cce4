package com.oraclelumira.api.payments;

/** Stripe did not answer, or asks us to try again: the same call with the same key may be repeated. */
class StripeUnavailable extends RuntimeException {
    StripeUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** A 500, which Stripe saves under the call's key and repeats for a day: only another key can help. */
    static class Saved extends StripeUnavailable {
        Saved(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
