package com.oraclelumira.api.payments;

/** Stripe understood and said no: repeating the call cannot help. */
class StripeRefusal extends RuntimeException {
    private final int status;

    StripeRefusal(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    boolean notFound() {
        return status == 404;
    }
}
